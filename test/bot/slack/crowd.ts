import { firstWord } from '../../wire/first-words.ts';
import type { Channel, Exchange, LoggedRequest, Message, SlackDouble, Upload, User } from '../../wire/slack/double.ts';
import { isPicture, isTop, wordsIn } from './seen.ts';

/** One request of somebody in a crowd. */
export interface Asking {
  /** Whether a picture is expected, or text. */
  readonly wants: 'picture' | 'words';
  readonly exchange: Exchange;
}

export interface CrowdParts {
  readonly slack: SlackDouble;
  readonly people: readonly User[];
  readonly channels: readonly Channel[];
  /** A finished picture in each channel, whose buttons are pressed. */
  readonly pictures: readonly Message[];
  /** What is redrawn. */
  readonly drawing: Upload;
  /** Options for everything that is drawn. */
  readonly options?: string;
}

const pageActions = [
  ...['sample', 'form', 'sample', 'reroll', 'mention'],
  ...['sample', 'help', 'sample', 'upload', 'sample'],
] as const;

/**
 * What a crowd does in turn: half of it draws by a command; the rest fills in forms, presses, mentions and asks for
 * words.
 */
export function createCrowd({ slack, people, channels, pictures, drawing, options = '' }: CrowdParts) {
  return async (index: number): Promise<Asking> => {
    const person = people[index % people.length]!;
    const place = Math.floor(index / people.length) % channels.length;
    const channel = channels[place]!;
    // No two pictures are called the same.
    const line = `a skull number ${index} ${options}`;
    switch (pageActions[index % pageActions.length]!) {
      case 'form': {
        const view = await slack.slash(person, channel, '/sdedit', line).view();
        const exchange = await slack.submitView(person, view, { image: [drawing] });
        return { wants: 'picture', exchange };
      }
      case 'mention':
        return { wants: 'picture', exchange: await slack.mention(person, channel, line) };
      case 'upload': {
        const exchange = await slack.mention(person, channel, `sdedit ${line}`, { files: [drawing] });
        return { wants: 'picture', exchange };
      }
      case 'help':
        return { wants: 'words', exchange: slack.slash(person, channel, '/stride-help') };
      case 'reroll': {
        const message = pictures[place]!;
        const exchange = slack.press(person, { channel, message }, 'sb1:reroll');
        return { wants: 'picture', exchange };
      }
      default:
        return { wants: 'picture', exchange: slack.slash(person, channel, '/sample', line) };
    }
  };
}

/** How a crowd fares: what is no picture, no words and no refusal with a waiting time is open. */
export interface Fare {
  readonly pictures: number;
  readonly words: number;
  readonly refused: number;
  readonly open: number;
}

/** The prompt of the pictures whose buttons are pressed; they are posted before the crowd begins. */
export const firstPrompt = 'a skull';

const isSaid = / in (?:about )?(?:1 second|\d+ (?:seconds|minutes|hours))[.,]/;

export function fareOf({ slack, channels }: CrowdParts, askings: readonly Asking[]): Fare {
  const said = channels.flatMap(({ messages }) => [...messages.values()].map(({ message }) => message));
  const own = said.filter(({ user }) => user === slack.world.bot.id);
  const shown = own.filter((each) => isTop(each) && isPicture(each)).map(({ text }) => text.split(' · ')[0]!);
  const named = new Set(shown.filter((prompt) => prompt !== firstPrompt));
  const rerolled = shown.filter((prompt) => prompt === firstPrompt).length - channels.length;
  const words = askings.filter(({ wants, exchange }) => wants === 'words' && exchange.messages().some(isHelp)).length;
  const refused = own.filter(({ text, blocks }) => isSaid.test(wordsIn({ text, blocks } as Message))).length;
  const pictures = named.size + rerolled;
  return { pictures, words, refused, open: askings.length - pictures - words - refused };
}

/** Messages to the crowd that answer none of its requests, to explain a lost one. */
export function oddWords({ slack, channels }: CrowdParts): readonly string[] {
  const said = channels.flatMap(({ messages }) => [...messages.values()].map(({ message }) => message));
  return said
    .filter((each) => each.user === slack.world.bot.id && isTop(each) && !isPicture(each) && !isHelp(each))
    .map(wordsIn)
    .filter((words) => !isSaid.test(words) && !words.includes('comes here in a moment') && !firstWord.test(words));
}

const isHelp = ({ text }: Message): boolean => text.startsWith('What I can do');

/** Requests that put a message into a channel. */
const posts: readonly string[] = ['chat.postMessage', 'chat.startStream', 'files.completeUploadExternal'];

/** The most messages posted in one channel within a time. */
export function fullest(requests: readonly LoggedRequest[], withinMs: number): number {
  const times = new Map<string, number[]>();
  for (const { method, args, status, atMs } of requests) {
    const channel = args.channel ?? args.channel_id;
    if (!posts.includes(method) || typeof channel !== 'string' || status !== 200) continue;
    times.set(channel, [...(times.get(channel) ?? []), atMs]);
  }
  const counts = [...times.values()].flatMap((all) =>
    all.map((end) => all.filter((atMs) => atMs <= end && atMs > end - withinMs).length),
  );
  return Math.max(0, ...counts);
}
