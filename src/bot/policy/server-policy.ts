import { UserError } from '../../commands/messages/errors.ts';
import { userMessages } from '../../commands/messages/user-messages.ts';
import type { Asker } from '../../commands/ports/asker.ts';
import type { JobService } from '../../commands/ports/job-service.ts';
import { typedPromptsOf } from '../../commands/prompts/wildcards.ts';
import { promptsOf } from '../../commands/recipes/caption.ts';
import type { Drawing, Recipe } from '../../engine/client.ts';
import type { Quotas } from '../quotas/types.ts';
import { hasBlockedWord } from './blocked-words.ts';
import type { SettingsStore } from './settings.ts';

/** The person and place of a request, by the platform's own ids. */
export interface RequestOrigin {
  readonly platform: string;
  /** Undefined in direct messages, where only the host's limits apply. */
  readonly server: string | undefined;
  /** The channel and, for a thread, its parent channel. */
  readonly channels: readonly string[];
  readonly roles: readonly string[];
  /** May change the settings, so the settings must not exclude them. */
  readonly isManager: boolean;
}

/** Enforces the settings of servers. */
export interface ServerPolicy {
  /** @throws UserError when the channel or the person is not allowed. */
  admit(origin: RequestOrigin): void;
  /**
   * Wraps the job service for an asker: it refuses recipes with a blocked word, and those beyond a quota. Each drawing
   * of a recipe counts as one picture, as on a sheet, whatever it took to make it.
   */
  govern(jobService: JobService, asker: Asker): JobService;
}

export function createServerPolicy({ settings, quotas }: { settings: SettingsStore; quotas: Quotas }): ServerPolicy {
  return {
    admit({ platform, server, channels, roles, isManager }) {
      if (server === undefined || isManager) return;
      const serverSettings = settings.of(platform, server);
      if (!allows(serverSettings.channels, channels)) throw new UserError(userMessages.notThisChannel());
      if (!allows(serverSettings.roles, roles)) throw new UserError(userMessages.notThisRole());
    },

    govern(jobService, { platform, server, person }) {
      if (server === undefined) return jobService;
      return {
        ...jobService,
        async submit(request, reply, remark) {
          const serverSettings = settings.of(platform, server);
          if (hasBlockedWord(textsOf(request.recipe), serverSettings.blockedWords))
            throw new UserError(userMessages.blockedWord());
          const pictures = request.recipe.drawings.length;
          const reservation = await quotas.spend({ platform, server, person }, pictures, serverSettings);
          try {
            return await jobService.submit(request, reply, remark);
          } catch (error) {
            await reservation.refund();
            throw error;
          }
        },
      };
    },
  };
}

/** An empty list allows everything. */
const allows = (allowed: readonly string[], actual: readonly string[]): boolean =>
  allowed.length === 0 || actual.some((each) => allowed.includes(each));

/** All text of a recipe that reaches the model or the sheet. A label may come from somebody's PNG. */
const textsOf = ({ drawings }: Recipe): readonly string[] => drawings.flatMap(textsOfDrawing);

const textsOfDrawing = ({ term, guidance, label }: Drawing): readonly string[] => [
  ...promptsOf(term),
  ...typedPromptsOf(term),
  guidance.negative,
  label ?? '',
];
