import { UserError } from '../../commands/messages/errors.ts';
import { type ServerSettings, settingLimits } from './settings.ts';

type Change = Partial<ServerSettings>;

/** Changes of a list: clearing it, then adding, then removing. */
export interface ListChange {
  readonly clear: boolean;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** @throws UserError when it would be longer than `max`. */
function changedList(before: readonly string[], { clear, add, remove }: ListChange, max: number): readonly string[] {
  const after = [...new Set([...(clear ? [] : before), ...add])].filter((each) => !remove.includes(each));
  if (after.length <= max) return after;
  throw new UserError({
    message: `That list can hold ${max}, and this would make ${after.length}.`,
    hint: 'Take some off it first.',
  });
}

export const changeChannels = ({ channels }: ServerSettings, change: ListChange): Change => ({
  channels: changedList(channels, change, settingLimits.mentions),
});

export const changeRoles = ({ roles }: ServerSettings, change: ListChange): Change => ({
  roles: changedList(roles, change, settingLimits.mentions),
});

export const changeWords = ({ blockedWords }: ServerSettings, change: ListChange): Change => ({
  blockedWords: changedList(blockedWords, change, settingLimits.words),
});

/**
 * Parses words to block: in lower case, with single spaces.
 *
 * @param typed Words separated by commas.
 * @throws UserError for a word that is too long, or that has neither a letter nor a digit.
 */
export function parseWords(typed: string): readonly string[] {
  const words = typed.split(/[,、，;\n]/).flatMap((each) => each.trim().replace(/\s+/g, ' ').toLowerCase() || []);
  for (const word of words) {
    if (word.length > settingLimits.wordLength) {
      const hint = `${settingLimits.wordLength} letters are the most. Commas stand between words.`;
      throw new UserError({ message: `"${word.slice(0, 60)}…" is too long for a word.`, hint });
    }
    if (!/[\p{L}\p{N}]/u.test(word)) {
      throw new UserError({ message: `"${word}" has neither a letter nor a digit, so no prompt could be told by it.` });
    }
  }
  return words;
}

/** @param given Null: the quota stays as it is. Zero removes the quota. */
export const changeQuotas = (given: { readonly person: number | null; readonly server: number | null }): Change => ({
  ...(given.person !== null && { perPersonPerDay: noneForZero(given.person) }),
  ...(given.server !== null && { perServerPerDay: noneForZero(given.server) }),
});

export const changeLifetime = (hours: number): Change => ({ resultLifetimeHours: noneForZero(hours) });

const noneForZero = (count: number): number | null => (count === 0 ? null : count);
