import { actionLabels } from '../../commands/ports/action.ts';

/** Labels of the buttons that every chat has: the actions of a result, and those of its message. */
export const buttonLabels = {
  ...actionLabels,
  delete: 'Delete',
  share: 'Share',
  change: 'Change one thing',
  sdedit: 'SDEdit this',
  inpaint: 'Inpaint this',
} as const;

/** Buttons that stand out. */
export const buttonEmphasis: Readonly<Record<string, 'primary' | 'danger' | undefined>> = {
  cancel: 'danger',
  delete: 'danger',
  reroll: 'primary',
  share: 'primary',
};
