import { t } from '../../commands/language/translate.ts';
import { actionLabels } from '../../commands/ports/action.ts';

/** Labels of the buttons that every chat has: the actions of a result, and those of its message. */
export const buttonLabels = () => ({
  ...actionLabels(),
  delete: t('Delete'),
  share: t('Share'),
  change: t('Change one thing'),
  sdedit: t('SDEdit this'),
  inpaint: t('Inpaint this'),
});

/** Buttons that stand out. */
export const buttonEmphasis: Readonly<Record<string, 'primary' | 'danger' | undefined>> = {
  cancel: 'danger',
  delete: 'danger',
  reroll: 'primary',
  share: 'primary',
};
