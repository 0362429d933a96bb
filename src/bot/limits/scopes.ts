import type { Notice } from '../../commands/messages/errors.ts';
import { userMessages } from '../../commands/messages/user-messages.ts';
import type { Asker } from '../../commands/ports/asker.ts';
import type { Scope } from './types.ts';
// From the widest to the narrowest, so that a person is not asked to wait for their own jobs when that would not help.
export const scopes = ['everybody', 'channel', 'person'] as const satisfies readonly Scope[];

/** The key under which an asker's jobs are counted, by scope. */
export const scopeKeys: Readonly<Record<Scope, (asker: Asker) => string>> = {
  everybody: () => 'everybody',
  channel: ({ platform, channel }) => JSON.stringify([platform, channel]),
  person: ({ platform, person }) => JSON.stringify([platform, person]),
};

/** The notice for too many jobs at once. */
export function concurrencyExceeded(scope: Scope, running: number, max: number, retryAfterMs: number): Notice {
  switch (scope) {
    case 'person':
      return userMessages.tooManyAtOnce({ running, max, retryAfterMs });
    case 'channel':
      return userMessages.channelBusy({ retryAfterMs });
    case 'everybody':
      return userMessages.queueFull({ waiting: running, retryAfterMs });
    default:
      throw scope satisfies never;
  }
}

/** The notice for too many jobs a minute. */
export const rateExceeded = (scope: Scope, retryAfterMs: number): Notice =>
  scope === 'person' ? userMessages.tooFast({ retryAfterMs }) : userMessages.channelBusy({ retryAfterMs });
