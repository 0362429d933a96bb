/** Cuts at a whole letter, with a sign that something is missing. */
export const clip = (text: string, max: number): string =>
  text.length <= max ? text : `${[...text.slice(0, max - 1)].slice(0, -1).join('')}…`;
