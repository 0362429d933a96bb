import { z } from 'zod';
import type { SlackApi } from './client.ts';
import { slackError, slackErrorKind } from './errors.ts';

/** A group of people in a workspace, such as @painters. */
export interface UserGroup {
  readonly id: string;
  readonly name: string;
  readonly people: readonly string[];
}

export interface UserGroups {
  /** Null where the app may not see them, or the workspace has no such thing: then nobody can be told apart by them. */
  all(): Promise<readonly UserGroup[] | null>;
}

/** So long who was put into a group, or taken out of it, may not be noticed. */
const freshMs = 3 * 60_000;

const listSchema = z.object({
  usergroups: z.array(z.object({ id: z.string(), name: z.string(), users: z.array(z.string()).nullish() })),
});

/** All groups with their people come in one request, which is asked again after a few minutes. */
export function createUserGroups({ api, now }: { readonly api: SlackApi; readonly now: () => Date }): UserGroups {
  let known: { readonly groups: readonly UserGroup[] | null; readonly untilMs: number } | undefined;

  /** @throws What the client library throws for anything that may be different next time. */
  const ask = async (): Promise<readonly UserGroup[] | null> => {
    try {
      const answer = await api.call('usergroups.list', (client) => client.usergroups.list({ include_users: true }));
      const { usergroups } = listSchema.parse(answer);
      return usergroups.map(({ id, name, users }) => ({ id, name, people: users ?? [] }));
    } catch (error) {
      const isNotOffered = slackError(error) === 'plan_upgrade_required';
      if (isNotOffered || slackErrorKind(error) === 'missing-scope') return null;
      throw error;
    }
  };

  return {
    async all() {
      const nowMs = now().getTime();
      if (known !== undefined && nowMs < known.untilMs) return known.groups;
      const before = known?.groups;
      // What was known a little longer ago is better than no answer.
      const groups = await ask().catch((error) => {
        if (before === undefined) throw error;
        return before;
      });
      known = { groups, untilMs: nowMs + freshMs };
      return groups;
    },
  };
}
