import { z } from 'zod';
import type { SlackApi } from './client.ts';
import { slackError, slackErrorKind } from './errors.ts';

/** A user group of a workspace, such as @painters. */
export interface UserGroup {
  readonly id: string;
  readonly name: string;
  readonly people: readonly string[];
}

export interface UserGroups {
  /**
   * Lists the groups; null when the app may not see them or the workspace's plan has none: then groups restrict nobody.
   */
  all(): Promise<readonly UserGroup[] | null>;
}

/** How long a list is reused: a change of members may go unnoticed for so long. */
const cacheMs = 3 * 60_000;

const listSchema = z.object({
  usergroups: z.array(z.object({ id: z.string(), name: z.string(), users: z.array(z.string()).nullish() })),
});

/** Fetches all groups with their members in one request, and caches them for a few minutes. */
export function createUserGroups({ api, now }: { readonly api: SlackApi; readonly now: () => Date }): UserGroups {
  let cached: { readonly groups: readonly UserGroup[] | null; readonly untilMs: number } | undefined;

  /** @throws What the client library throws for anything that may succeed later. */
  const fetchGroups = async (): Promise<readonly UserGroup[] | null> => {
    try {
      const response = await api.call('usergroups.list', (client) => client.usergroups.list({ include_users: true }));
      const { usergroups } = listSchema.parse(response);
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
      if (cached !== undefined && nowMs < cached.untilMs) return cached.groups;
      const stale = cached?.groups;
      // A stale list is better than none.
      const groups = await fetchGroups().catch((error) => {
        if (stale === undefined) throw error;
        return stale;
      });
      cached = { groups, untilMs: nowMs + cacheMs };
      return groups;
    },
  };
}
