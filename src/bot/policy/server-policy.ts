import { UserError } from '../../commands/messages/errors.ts';
import { userMessages } from '../../commands/messages/user-messages.ts';
import type { Asker } from '../../commands/ports/asker.ts';
import type { JobService } from '../../commands/ports/job-service.ts';
import { promptsOf } from '../../commands/recipes/caption.ts';
import type { Drawing, Recipe } from '../../engine/client.ts';
import type { Quotas } from '../quotas/types.ts';
import { hasBlockedWord } from './blocked-words.ts';
import type { SettingsStore } from './settings.ts';

/** Somebody who asks for something somewhere, by the platform's own ids. */
export interface RequestOrigin {
  readonly platform: string;
  /** Undefined in direct messages: there are no rules there but the host's. */
  readonly server: string | undefined;
  /** The channel and, for a thread, the one that it hangs from. */
  readonly channels: readonly string[];
  readonly roles: readonly string[];
  /** May change the rules, so that none of them may lock them out. */
  readonly isManager: boolean;
}

/** What the managers of a server have decided, kept. */
export interface ServerPolicy {
  /** @throws UserError when this is not the place or the person. */
  admit(visit: RequestOrigin): void;
  /**
   * The studio for an asker whose server has rules: it accepts no recipe with a blocked word, and none beyond a quota.
   * Each drawing of a recipe counts as a picture: that is what a sheet shows, whatever it took to make it.
   */
  govern(jobService: JobService, asker: Asker): JobService;
}

export function createServerPolicy({ settings, quotas }: { settings: SettingsStore; quotas: Quotas }): ServerPolicy {
  return {
    admit({ platform, server, channels, roles, isManager }) {
      if (server === undefined || isManager) return;
      const rules = settings.of(platform, server);
      if (!allows(rules.channels, channels)) throw new UserError(userMessages.notThisChannel());
      if (!allows(rules.roles, roles)) throw new UserError(userMessages.notThisRole());
    },

    govern(jobService, { platform, server, person }) {
      if (server === undefined) return jobService;
      return {
        ...jobService,
        async submit(request, reply, remark) {
          const rules = settings.of(platform, server);
          if (hasBlockedWord(wordsOf(request.recipe), rules.blockedWords))
            throw new UserError(userMessages.blockedWord());
          const pictures = request.recipe.drawings.length;
          const receipt = await quotas.spend({ platform, server, person }, pictures, rules);
          try {
            return await jobService.submit(request, reply, remark);
          } catch (error) {
            await receipt.refund();
            throw error;
          }
        },
      };
    },
  };
}

/** An empty list is no rule. */
const allows = (allowed: readonly string[], given: readonly string[]): boolean =>
  allowed.length === 0 || given.some((each) => allowed.includes(each));

/** All words of a recipe that reach the model or the sheet. A label may come out of somebody's PNG. */
const wordsOf = ({ drawings }: Recipe): readonly string[] => drawings.flatMap(wordsOfDrawing);

const wordsOfDrawing = ({ term, guidance, label }: Drawing): readonly string[] => [
  ...promptsOf(term),
  guidance.negative,
  label ?? '',
];
