import { t } from '../language/translate.ts';

/** Names of the buttons below a result or a running job; `choose` is a menu of the pictures of a result. */
export const actionNames = [
  'reroll',
  'vary',
  'upscale',
  'turn',
  'near-far',
  'film',
  'settings',
  'cancel',
  'choose',
] as const;
export type ActionName = (typeof actionNames)[number];

/** Labels of the buttons. */
export const actionLabels = (): Readonly<Record<ActionName, string>> => ({
  reroll: t('Reroll'),
  vary: t('Vary'),
  upscale: t('Upscale'),
  turn: t('Turn'),
  'near-far': t('Near–Far'),
  film: t('Film'),
  settings: t('Settings'),
  cancel: t('Cancel'),
  choose: t('Choose one'),
});
