import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { t } from '../../commands/language/translate.ts';
import { type ActionName, actionNames } from '../../commands/ports/action.ts';
import type { Choice } from '../../commands/ports/reply.ts';
import type { JobId } from '../../engine/client.ts';
import { buttonEmphasis, buttonLabels } from '../chat/buttons.ts';
import { clip } from './clip.ts';

/** Buttons that only Discord's messages have. */
export const messageActionNames = ['delete', 'share', 'emoji', 'sticker', 'change', 'sdedit', 'inpaint'] as const;
export type MessageActionName = (typeof messageActionNames)[number];

export type ButtonName = ActionName | MessageActionName;

/** What a button carries in its custom id. Nothing is stored for it, so it works after a restart and months later. */
export interface Pressed {
  readonly button: ButtonName;
  readonly job: JobId;
  /** The asker of the picture. */
  readonly person: string;
}

// Discord sends only the custom ids of buttons that we posted. Nobody else can forge one, so they are not signed.
const version = 'sb1';

export const buttonId = ({ button, job, person }: Pressed): string => [version, button, job, person].join(' ');

/** Parses a custom id; undefined when it is not one of our buttons. */
export function readButton(customId: string): Pressed | undefined {
  const [prefix, name, job, person, ...rest] = customId.split(' ');
  const button = [...actionNames, ...messageActionNames].find((each) => each === name);
  if (prefix !== version || button === undefined || !job || !person || rest.length > 0) return undefined;
  return { button, job: job as JobId, person };
}

/** Parses the buttons of ours in a message of Discord's REST API. */
export const pressedIn = ({
  components = [],
}: {
  readonly components?: readonly object[] | undefined;
}): readonly Pressed[] =>
  components.flatMap((row) =>
    ('components' in row && Array.isArray(row.components) ? row.components : []).flatMap(
      (component: unknown) => readButton(idOf(component)) ?? [],
    ),
  );

const idOf = (component: unknown): string =>
  typeof component === 'object' && component !== null && 'custom_id' in component ? String(component.custom_id) : '';

const labels = (): Readonly<Record<ButtonName, string>> => ({
  ...buttonLabels(),
  emoji: t('Add as server emoji'),
  sticker: t('Add as sticker'),
});

const styles = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger, none: ButtonStyle.Secondary } as const;

const buttonsInRow = 5;

export type ButtonRow = APIActionRowComponent<APIButtonComponentWithCustomId>;
export type MenuRow = APIActionRowComponent<APIStringSelectComponent>;

/** Renders the buttons in rows of five, in the order given. */
export function buttonRows(names: readonly ButtonName[], job: JobId, person: string): ButtonRow[] {
  const buttons = names.map(
    (button): APIButtonComponentWithCustomId => ({
      type: ComponentType.Button,
      style: styles[buttonEmphasis[button] ?? 'none'],
      label: labels()[button],
      custom_id: buttonId({ button, job, person }),
    }),
  );
  const rows: ButtonRow[] = [];
  for (let first = 0; first < buttons.length; first += buttonsInRow) {
    rows.push({ type: ComponentType.ActionRow, components: buttons.slice(first, first + buttonsInRow) });
  }
  return rows;
}

/** Discord's limits: options in a menu, and characters in the label of each. */
const maxOptions = 25;
const maxLabel = 100;

/** Renders the menu that chooses one of several pictures; no row where there is only one. */
export function choiceRows(choices: readonly Choice[], job: JobId, person: string): MenuRow[] {
  if (choices.length === 0) return [];
  const options = choices
    .slice(0, maxOptions)
    .map(({ number, label }) => ({ value: String(number), label: clip(`${number} · ${label}`, maxLabel) }));
  const menu: APIStringSelectComponent = {
    type: ComponentType.StringSelect,
    custom_id: buttonId({ button: 'choose', job, person }),
    placeholder: t('Choose one of the pictures'),
    options,
  };
  return [{ type: ComponentType.ActionRow, components: [menu] }];
}
