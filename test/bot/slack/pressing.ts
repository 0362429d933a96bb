import sharp from 'sharp';
import { buttonsIn } from '../../../src/bot/slack/inbound/message-images.ts';
import { type Recipe, readRecipe } from '../../../src/engine/client.ts';
import { firstWord } from '../../wire/first-words.ts';
import type { Channel, Exchange, Message, Upload, User } from '../../wire/slack/double.ts';
import { type Chat, hasFilm, imagesIn, isPicture, wordsIn } from './chat.ts';

/** Drawn in a moment, and the same each time. */
export const line = 'a skull seed:180 steps:4 upscale:no';

/** Types a command that draws, and waits for the picture. */
export const draw = (
  { slack, channel, ada }: Chat,
  text: string = line,
  { command = '/sample', person = ada, where = channel } = {},
): Promise<Message> => slack.slash(person, where, command, text).message(isPicture);

/** The same, and waits until its thread is complete. */
export async function drawWhole(chat: Chat, text: string = line, command = '/sample'): Promise<Message> {
  const message = await draw(chat, text, { command });
  await wholeThread(chat, message.ts);
  return message;
}

export async function wholeThread({ slack, channel }: Chat, root: string): Promise<readonly Message[]> {
  const thread = () => slack.messages(channel, { thread: root });
  await slack.until(() => hasFilm(thread()), 'the end of the thread');
  return thread();
}

/** Presses a button of ours by its name. */
export const press = (
  { slack, ada, channel }: Chat,
  message: Message,
  button: string,
  { person = ada, where = channel } = {},
): Exchange => slack.press(person, { channel: where, message }, `sb1:${button}`);

/** The only person who sees a message; null: everybody does. */
export const viewerOf = ({ slack }: Chat, { id }: Channel, { ts }: Message): string | null =>
  slack.world.channels.get(id)?.messages.get(ts)?.viewerId ?? null;

/** The bot's ephemeral answer to an action. */
export const whisperTo = async (chat: Chat, exchange: Exchange, where: Channel = chat.channel): Promise<string> =>
  wordsIn(await exchange.message((each) => viewerOf(chat, where, each) !== null && !firstWord.test(each.text)));

/** The recipe in the picture of a message. */
export function recipeIn({ slack }: Chat, message: Message): Recipe {
  const recipe = readRecipe(slack.bytes(imagesIn(message)[0]!));
  if (recipe === undefined) throw new Error('the picture carries no recipe');
  return recipe;
}

/** The job that a message shows. */
export const jobOf = (message: Message): string => buttonsIn(message)[0]?.job ?? '';

/** The log line of a job that was delivered completely. */
export const deliveredLine = (message: Message, command = 'sample'): string =>
  `"job":"${jobOf(message)}","command":"${command}","state":"delivered"`;

/** A picture of one's own. */
export const photo = async (name = 'cat.png', colour = '#c02020'): Promise<Upload> => ({
  name,
  bytes: await sharp({ create: { width: 64, height: 64, channels: 3, background: colour } })
    .png()
    .toBuffer(),
});

/** The picture of a message as a file of one's own. */
export const fileOf = ({ slack }: Chat, message: Message, name = 'found.png'): Upload => ({
  name,
  bytes: slack.bytes(imagesIn(message)[0]!),
});

export const makeAdmin = ({ slack }: Chat, person: User): void => {
  slack.world.users.set(person.id, { ...person, isAdmin: true });
};

/**
 * Saves the settings of the workspace in the form of the app home, as an admin.
 *
 * @returns The acknowledgement's payload.
 */
export async function saveSettings(
  { slack }: Chat,
  admin: User,
  values: Parameters<Chat['slack']['submitView']>[2],
): Promise<unknown> {
  const form = await settingsForm(slack, admin);
  return (await (await slack.submitView(admin, form, values)).acknowledged()).payload;
}

/** Opens the form of the settings as the home shows it. */
export async function settingsForm(slack: Chat['slack'], admin: User) {
  slack.openHome(admin);
  const home = await slack.until(
    () => (JSON.stringify(slack.home(admin)?.blocks ?? []).includes('sb1 settings') ? slack.home(admin) : null),
    'the home of an admin',
  );
  return slack.act(admin, home, 'sb1 settings').view();
}
