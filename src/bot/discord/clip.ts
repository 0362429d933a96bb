/** Shortens text at a whole character, with an ellipsis. */
export const clip = (text: string, max: number): string =>
  text.length <= max ? text : `${[...text.slice(0, max - 1)].slice(0, -1).join('')}…`;
