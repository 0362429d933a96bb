/** Matches the notices that are shown before an answer begins. */
export const firstWord = /The engine is starting|One moment/;
