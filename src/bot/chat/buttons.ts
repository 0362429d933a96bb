import { actionLabels } from '../../commands/ports/action.ts';

/** Labels of the buttons that every chat has: what a result offers, and what is done with its message. */
export const buttonLabels = {
  ...actionLabels,
  delete: 'Delete',
  share: 'Share',
  change: 'Change one thing',
} as const;

/** Buttons that stand out. */
export const buttonEmphasis: Readonly<Record<string, 'primary' | 'danger' | undefined>> = {
  cancel: 'danger',
  delete: 'danger',
  reroll: 'primary',
  share: 'primary',
};
