// What people wrote, as it is shown. A prompt, a line and a recipe themselves stay as they were written.

/**
 * Signs that nobody sees, and that turn around, hide or move what stands beside them: controls, bidirectional controls,
 * fillers that look like a space. Whether they may stay is `isNeeded`'s to say.
 */
const unseen = /\u{1f3f4}[\u{e0020}-\u{e007f}]+|[\p{Default_Ignorable_Code_Point}\p{Cc}\u2800\ufff9-\ufffb]/gu;

/** Flags of regions are spelled out by unseen signs; joiners and variation selectors make one sign of several. */
const isNeeded = (sign: string): boolean =>
  /^(?:\u{1f3f4}.|\u200c|\u200d|[\u{fe00}-\u{fe0f}]|[\u{e0100}-\u{e01ef}]|\n|\t)/u.test(sign);

/** Without what is unseen; lines stay lines. */
export const visible = (words: string): string => words.replace(unseen, (sign) => (isNeeded(sign) ? sign : ''));

/** The same in one line; a sign stands where nothing is left. */
export const displayed = (words: string): string => visible(words.replace(/[\s\u0085]+/gu, ' ')).trim() || '…';

/** Whether there is nothing in it to be seen. */
export const isBlank = (words: string): boolean => /^[\s\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]*$/u.test(words);

/**
 * What is to be copied as it is, so that nothing in it turns around what stands beside it: between signs that end all
 * that was begun in between. Source: Unicode Standard Annex 9, "Explicit Directional Isolates".
 */
export const isolated = (words: string): string => (words === visible(words) ? words : `\u2068${words}\u2069`);
