import type { APIMessage, APIUser } from 'discord-api-types/v10';
import type { Channel, DiscordDouble, Exchange, Upload } from '../../wire/discord/double.ts';
import { firstWord } from '../../wire/first-words.ts';
import { buttonId, isPicture } from './seen.ts';

/** One request of somebody in a crowd. */
export interface Asking {
  /** Whether a picture is expected, or text. */
  readonly wants: 'picture' | 'words';
  readonly exchange: Exchange;
}

/**
 * How it went: `refused` is a refusal that says how long to wait, `odd` any other words where a picture was wanted,
 * `unanswered` a silence within Discord's three seconds.
 */
export type Outcome = 'picture' | 'words' | 'refused' | 'odd' | 'open' | 'unanswered';

export interface CrowdParts {
  readonly discord: DiscordDouble;
  readonly people: readonly APIUser[];
  readonly channels: readonly Channel[];
  /** A finished picture in each channel, whose buttons are pressed. */
  readonly pictures: readonly APIMessage[];
  /** What is attached to `/sdedit`. */
  readonly drawing: Upload;
}

/** What a crowd does in turn: half of it draws from a prompt; the rest attaches, presses buttons and asks for words. */
export function createCrowd({ discord, people, channels, pictures, drawing }: CrowdParts) {
  const pageActions = [
    'sample',
    'sdedit',
    'sample',
    'reroll',
    'sample',
    'help',
    'sample',
    'sdedit',
    'sample',
    'vary',
  ] as const;

  return async (index: number): Promise<Asking> => {
    const person = people[index % people.length]!;
    const place = Math.floor(index / people.length) % channels.length;
    const channel = channels[place]!;
    const deed = pageActions[index % pageActions.length]!;
    switch (deed) {
      case 'sample':
        return { wants: 'picture', exchange: await discord.slash(person, channel, 'sample', { prompt: 'a skull' }) };
      case 'sdedit': {
        const options = { prompt: 'a castle', image: drawing };
        return { wants: 'picture', exchange: await discord.slash(person, channel, 'sdedit', options) };
      }
      case 'help':
        return { wants: 'words', exchange: await discord.slash(person, channel, 'help') };
      default: {
        const picture = pictures[place]!;
        return { wants: 'picture', exchange: discord.press(person, picture, buttonId(picture, deed)) };
      }
    }
  };
}

const isSaid = / in (?:about )?(?:1 second|\d+ (?:seconds|minutes|hours))[.,]/;
const isInLine = / in line| is next|^Drawing: step /;

/** @param isLate Whether Discord's three seconds for the first answer are over. */
export function outcomeOf({ wants, exchange }: Asking, isLate = false): Outcome {
  const message = exchange.original();
  if (exchange.interaction.answer === null) return isLate ? 'unanswered' : 'open';
  if (message === null || message.content === '') return 'open';
  if (isPicture(message)) return 'picture';
  if (isInLine.test(message.content) || firstWord.test(message.content)) return 'open';
  if (wants === 'words') return 'words';
  return isSaid.test(message.content) ? 'refused' : 'odd';
}
