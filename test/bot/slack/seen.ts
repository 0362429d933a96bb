import { readButton } from '../../../src/bot/slack/buttons.ts';
import type { ActionName } from '../../../src/commands/ports/action.ts';
import type { Json, Message } from '../../wire/slack/double.ts';
import { stepsTold } from '../steps-told.ts';

// What people see in messages.

/** The pictures in a message, with their alt texts. */
export const imagesIn = ({ blocks = [] }: Message): readonly { readonly id: string; readonly altText: string }[] =>
  blocks.flatMap(({ type, slack_file: file, alt_text: altText }) =>
    type === 'image' ? [{ id: (file as { id: string }).id, altText: String(altText) }] : [],
  );

/** The names of the buttons in a message. */
export const buttonsOf = ({ blocks = [] }: Message): readonly string[] =>
  blocks.flatMap(({ elements }) =>
    ((elements ?? []) as readonly Json[]).flatMap(({ action_id: id, value }) => {
      const pressed = readButton(String(id), String(value));
      return pressed === undefined ? [] : [pressed.button];
    }),
  );

export const actionsOf = (message: Message): readonly ActionName[] => buttonsOf(message) as readonly ActionName[];

/** Everything that can be read in a message. */
export const wordsIn = ({ text, blocks = [] }: Message): string => [text, ...blocks.flatMap(textsIn)].join('\n');

function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { text, elements, fields } = value as Json;
  return [...(typeof text === 'string' ? [text] : textsIn(text)), ...textsIn(elements), ...textsIn(fields)];
}

/** Whether a message shows a finished picture. */
export const isPicture = (message: Message): boolean =>
  imagesIn(message).length > 0 && buttonsOf(message).some((name) => name !== 'cancel');

/** Whether a message is in the channel itself, and not in a thread. */
export const isTop = ({ ts, thread_ts: root }: Message): boolean => root === undefined || root === ts;

/** The steps that a message shows: its text, or the tasks of a streamed one. */
export const toldIn = ({ text, blocks = [] }: Message): readonly string[] => [
  text,
  ...blocks.flatMap(({ type, title }) => (type === 'task_card' ? [String(title)] : [])),
];

/** Numbers of the steps in a thread, in the order of its messages. */
export const stepsIn = (messages: readonly Message[]): readonly number[] => stepsTold(messages.flatMap(toldIn));

/** Whether a thread has all steps. */
export const hasFilm = (messages: readonly Message[]): boolean =>
  messages.some(({ files = [] }) => files.some(({ name }) => name.endsWith('-film.webp')));
