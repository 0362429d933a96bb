import type { Asker } from '../../commands/ports/asker.ts';

/** The group of askers whose jobs a limit counts together. */
export type Scope = 'person' | 'channel' | 'everybody';

/** One of the jobs that may run at once, counted until the job has ended. */
export interface Slot {
  /** Safe to call more than once. */
  release(): void;
}

/** Milliseconds until the first job of the asker's scope is expected to end. */
export type ExpectedEnd = (scope: Scope) => number;

/**
 * Limits how many jobs are accepted. A job is accepted or refused at once and never waits here: the engine has the
 * queue, which takes turns between people.
 */
export interface Limits {
  /** Counts a job. @throws UserError that says how long to wait; then nothing was counted. */
  admit(asker: Asker, expectedEnd: ExpectedEnd): Promise<Slot>;
  /** Counts a job that was accepted before a restart. Refuses nothing, even if the limits became smaller since. */
  restore(asker: Asker): Promise<Slot>;
  /** Ends the renewal of leases. */
  close(): void;
}
