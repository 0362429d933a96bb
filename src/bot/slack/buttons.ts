import type { types } from '@slack/bolt';
import { t } from '../../commands/language/translate.ts';
import { type ActionName, actionNames } from '../../commands/ports/action.ts';
import type { Choice } from '../../commands/ports/reply.ts';
import { pictureId } from '../../commands/recipes/picture-id.ts';
import type { JobId } from '../../engine/client.ts';
import { buttonEmphasis, buttonLabels } from '../chat/buttons.ts';
import { clip, slackLimits } from './text-limits.ts';

/** Buttons that only Slack's messages have. */
export const messageActionNames = ['delete', 'share', 'change', 'reveal', 'sdedit', 'inpaint'] as const;
export type MessageActionName = (typeof messageActionNames)[number];

export type ButtonName = ActionName | MessageActionName;

/** What a button carries in its value. Nothing is stored for it, so it works after a restart and months later. */
export interface Pressed {
  readonly button: ButtonName;
  readonly job: JobId;
  /** The asker of the picture. */
  readonly person: string;
  /** Slack's ids of the picture's files, in order. */
  readonly files: readonly string[];
  /** The channel in which a private answer was asked for; null: the channel of the message. */
  readonly origin: string | null;
}

// Slack sends only the values of buttons that we posted. Nobody else can forge one, so they are not signed.
const prefix = 'sb1:';
export const buttonPattern = /^sb1:/;

const none = '-';

const encodeValue = ({ job, person, files, origin }: Omit<Pressed, 'button'>): string =>
  [job, person, files.join(',') || none, origin ?? none].join(' ').slice(0, slackLimits.buttonValue);

/** Parses a button's id and value; undefined when they are not ours. */
export function readButton(actionId: string, value: string): Pressed | undefined {
  const button = [...actionNames, ...messageActionNames].find((each) => `${prefix}${each}` === actionId);
  const [job, person, files, origin, ...rest] = value.split(' ');
  if (button === undefined || !job || !person || !files || !origin || rest.length > 0) return undefined;
  return {
    ...{ button, job: job as JobId, person },
    files: files === none ? [] : files.split(','),
    origin: origin === none ? null : origin,
  };
}

const labels = (): Readonly<Record<ButtonName, string>> => ({
  ...buttonLabels(),
  reveal: t('Show it to me'),
});

/** Renders the buttons in the order given; no block when there are none. */
export function buttonBlocks(names: readonly ButtonName[], target: Omit<Pressed, 'button'>): types.ActionsBlock[] {
  if (names.length === 0) return [];
  const elements = names.map((name): types.Button => {
    const style = buttonEmphasis[name];
    return {
      type: 'button',
      action_id: `${prefix}${name}`,
      text: { type: 'plain_text', text: labels()[name] },
      value: encodeValue(target),
      ...(style !== undefined && { style }),
    };
  });
  return [{ type: 'actions', elements }];
}

/**
 * Renders the menu that chooses one of several pictures; no block where there is only one. Its options carry no files:
 * a value is short.
 */
export function choiceBlocks(
  choices: readonly Choice[],
  { job, person, origin }: Omit<Pressed, 'button' | 'files'>,
): types.ActionsBlock[] {
  if (choices.length === 0) return [];
  const options = choices.slice(0, slackLimits.options).map(
    ({ number, label }): types.PlainTextOption => ({
      text: { type: 'plain_text', text: clip(`${number} · ${label}`, slackLimits.optionText), emoji: false },
      value: encodeValue({ job: pictureId(job, number), person, files: [], origin }),
    }),
  );
  const placeholder = { type: 'plain_text', text: t('Choose one of the pictures') } as const;
  const menu: types.StaticSelect = { type: 'static_select', action_id: `${prefix}choose`, placeholder, options };
  return [{ type: 'actions', elements: [menu] }];
}
