/** What is said while nothing is to be shown yet. */
export const firstWord = /The engine is starting|One moment/;
