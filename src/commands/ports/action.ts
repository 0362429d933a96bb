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
export const actionLabels: Readonly<Record<ActionName, string>> = {
  reroll: 'Reroll',
  vary: 'Vary',
  upscale: 'Upscale',
  turn: 'Turn',
  'near-far': 'Near–Far',
  film: 'Film',
  settings: 'Settings',
  cancel: 'Cancel',
  choose: 'Choose one',
};
