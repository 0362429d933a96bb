import type { Asker } from '../../commands/ports/asker.ts';

/** Whose jobs a limit counts together. */
export type Scope = 'person' | 'channel' | 'everybody';

/** A place among the jobs at once, held until the job has ended. */
export interface Slot {
  /** Safe to call more than once. */
  release(): void;
}

/** Milliseconds until the first job of the asker's scope is expected to end. */
export type ExpectedEnd = (scope: Scope) => number;

/**
 * Says yes or no at the door and keeps nobody waiting there: the order of waiting is the engine's, which takes turns
 * between people.
 */
export interface Limits {
  /** @throws UserError that says how long to wait; then nothing was counted. */
  admit(asker: Asker, expectedEnd: ExpectedEnd): Promise<Slot>;
  /** Counts a job that was accepted before a restart. Refuses nothing, even if the limits became smaller since. */
  restore(asker: Asker): Promise<Slot>;
  /** Counts nothing more. */
  close(): void;
}
