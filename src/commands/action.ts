/** Buttons below a result or a running job. */
export const actionNames = ['reroll', 'vary', 'upscale', 'turn', 'near-far', 'film', 'settings', 'cancel'] as const;
export type ActionName = (typeof actionNames)[number];
