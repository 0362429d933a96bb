// Makes user text safe to display. Stored prompts, lines and recipes are not changed.

/**
 * Invisible characters, which may reorder, hide or move the text beside them: controls, bidirectional controls, fillers
 * that look like a space. `isNeeded` decides which may stay.
 */
const unseen = /\u{1f3f4}[\u{e0020}-\u{e007f}]+|[\p{Default_Ignorable_Code_Point}\p{Cc}\u2800\ufff9-\ufffb]/gu;

/**
 * Whether an invisible character is part of visible text: tags in regional flags, joiners, variation selectors, line
 * breaks and tabs.
 */
const isNeeded = (sign: string): boolean =>
  /^(?:\u{1f3f4}.|\u200c|\u200d|[\u{fe00}-\u{fe0f}]|[\u{e0100}-\u{e01ef}]|\n|\t)/u.test(sign);

/** Removes invisible characters. Line breaks stay. */
export const visible = (words: string): string => words.replace(unseen, (sign) => (isNeeded(sign) ? sign : ''));

/** Removes invisible characters and joins lines; "…" where nothing is left. */
export const displayed = (words: string): string => visible(words.replace(/[\s\u0085]+/gu, ' ')).trim() || '…';

/** Whether a text has no visible character. */
export const isBlank = (words: string): boolean => /^[\s\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]*$/u.test(words);

/**
 * Wraps a text that must be shown unchanged in directional isolates, so that it cannot reorder the text beside it.
 * Source: Unicode Standard Annex 9, "Explicit Directional Isolates".
 */
export const isolated = (words: string): string => (words === visible(words) ? words : `\u2068${words}\u2069`);
