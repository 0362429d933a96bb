import type { APIMessage } from 'discord-api-types/v10';
import { readButton } from '../../../src/bot/discord/buttons.ts';
import type { ActionName } from '../../../src/commands/ports/action.ts';
import { stepsTold } from '../steps-told.ts';

// What people see in messages of the bot.

interface Row {
  readonly components?: readonly { readonly custom_id?: string; readonly label?: string }[];
}

/** The buttons in a message. */
export const buttonsOf = ({
  components = [],
}: Pick<APIMessage, 'components'>): readonly { id: string; label: string; name: string }[] =>
  (components as readonly Row[]).flatMap((row) =>
    (row.components ?? []).flatMap(({ custom_id: id = '', label = '' }) => {
      const pressed = readButton(id);
      return pressed === undefined ? [] : [{ id, label, name: pressed.button }];
    }),
  );

/** @throws Error that lists the buttons there are. */
export function buttonId(message: APIMessage, name: string): string {
  const buttons = buttonsOf(message);
  const found = buttons.find((each) => each.name === name);
  if (found === undefined)
    throw new Error(`there is no button ${name}, but ${buttons.map((each) => each.name).join(', ')}`);
  return found.id;
}

export const actionsOf = (message: APIMessage): readonly ActionName[] =>
  buttonsOf(message).map(({ name }) => name as ActionName);

/** Numbers of the steps in a thread, in the order of its messages. */
export const stepsIn = (messages: readonly APIMessage[]): readonly number[] =>
  stepsTold(messages.map(({ content }) => content));

/** Whether a message shows a finished picture. */
export const isPicture = (message: APIMessage): boolean =>
  message.attachments.length > 0 && !buttonsOf(message).some(({ name }) => name === 'cancel');
