import type { types } from '@slack/bolt';
import { type ActionName, actionNames } from '../../commands/ports/action.ts';
import type { JobId } from '../../engine/client.ts';
import { buttonEmphasis, buttonLabels } from '../chat/buttons.ts';
import { slackLimits } from './text-limits.ts';

/** Buttons that mean something in Slack alone. */
export const messageActionNames = ['delete', 'share', 'change', 'reveal'] as const;
export type MessageActionName = (typeof messageActionNames)[number];

export type ButtonName = ActionName | MessageActionName;

/** What a button says by itself: no memory of it is needed, so it works after a restart and months later. */
export interface Pressed {
  readonly button: ButtonName;
  readonly job: JobId;
  /** Who asked for the picture. */
  readonly person: string;
  /** Slack's ids of the picture's files, in their order. */
  readonly files: readonly string[];
  /** Where a private answer was asked for; null: where it stands. */
  readonly origin: string | null;
}

// Slack hands back only what stands below a message of ours: nobody else can make one up, so none is signed.
const prefix = 'sb1:';
export const buttonPattern = /^sb1:/;

const none = '-';

const written = ({ job, person, files, origin }: Omit<Pressed, 'button'>): string =>
  [job, person, files.join(',') || none, origin ?? none].join(' ').slice(0, slackLimits.buttonValue);

/** Undefined for what no button of ours says. */
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

const labels: Readonly<Record<ButtonName, string>> = {
  ...buttonLabels,
  reveal: 'Show it to me',
};

/** The buttons in the order given; no block where there are none. */
export function buttonBlocks(names: readonly ButtonName[], about: Omit<Pressed, 'button'>): types.ActionsBlock[] {
  if (names.length === 0) return [];
  const elements = names.map((name): types.Button => {
    const style = buttonEmphasis[name];
    return {
      type: 'button',
      action_id: `${prefix}${name}`,
      text: { type: 'plain_text', text: labels[name] },
      value: written(about),
      ...(style !== undefined && { style }),
    };
  });
  return [{ type: 'actions', elements }];
}
