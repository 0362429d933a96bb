/**
 * So many times shorter are the pauses of a bot in a test, between two tries and between two messages in one place, and the
 * limits of the double that it meets. What may take long, and what a person waits for, is as long as ever.
 */
export const speedup = 10;
