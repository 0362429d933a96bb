import { channelMention, escapeMarkdown, roleMention } from 'discord.js';
import type { ProgressStyle, ServerSettings } from '../../policy/settings.ts';

/** Describes the settings in sentences; one function for each subcommand that changes them. */
export const sentences = {
  channels: ({ channels }: ServerSettings): string =>
    channels.length === 0
      ? 'I may be asked in every channel.'
      : `I may be asked in ${listed(channels, channelMention)}.`,
  roles: ({ roles }: ServerSettings): string =>
    roles.length === 0 ? 'Everybody may ask.' : `Who has one of these roles may ask: ${listed(roles, roleMention)}.`,
  quotas: ({ perPersonPerDay, perServerPerDay }: ServerSettings): string =>
    `In 24 hours a person may ask for ${pictures(perPersonPerDay)}, the whole server for ${pictures(perServerPerDay)}.`,
  progress: ({ progress }: ServerSettings): string => progressSentences[progress],
  words: ({ blockedWords }: ServerSettings): string => {
    if (blockedWords.length === 0) return 'No word is blocked.';
    const count = blockedWords.length === 1 ? 'One word is' : `${blockedWords.length} words are`;
    return `${count} blocked; \`/settings words\` shows the list to you alone.`;
  },
  model: ({ model }: ServerSettings): string =>
    `${model === null ? 'The first model' : `The model ${escapeMarkdown(model)}`} draws where nobody names one.`,
  lifetime: ({ resultLifetimeHours: hours }: ServerSettings): string =>
    hours === null
      ? 'Pictures and their steps are kept as long as the host has set.'
      : `Pictures and their steps are kept for ${hours === 1 ? 'an hour' : `${hours} hours`}, and never longer than the host has set.`,
} as const;

const progressSentences: Readonly<Record<ProgressStyle, string>> = {
  thread: 'The steps are shown in a thread below the answer; where there can be none, in the answer itself.',
  edit: 'The steps are shown in the answer itself.',
  off: 'The steps are not shown.',
};

/** Describes all settings of a server. */
export const allSentences = (settings: ServerSettings): string =>
  Object.values(sentences)
    .map((sentence) => `- ${sentence(settings)}`)
    .join('\n');

/** Lists the blocked words, in as many messages as necessary. */
export function wordLists(settings: ServerSettings): readonly string[] {
  if (settings.blockedWords.length === 0) return [sentences.words(settings)];
  const texts = ['Blocked: '];
  for (const [i, word] of settings.blockedWords.entries()) {
    const more = `${i === 0 ? '' : ', '}${escapeMarkdown(word)}`;
    if (texts.at(-1)!.length + more.length <= textLength) texts.push(texts.pop() + more);
    else texts.push(escapeMarkdown(word));
  }
  return texts;
}

/** Discord allows 2000 characters per message. */
const textLength = 1_900;

/** Lists mentions; at most 20, so that the sentences of all settings fit in one message. */
const listed = (ids: readonly string[], mention: (id: string) => string): string => {
  const shown = ids.slice(0, 20).map(mention).join(', ');
  return ids.length > 20 ? `${shown} and ${ids.length - 20} more` : shown;
};

const pictures = (count: number | null): string => {
  if (count === null) return 'as many pictures as the host allows';
  return count === 1 ? 'one picture' : `${count} pictures`;
};
