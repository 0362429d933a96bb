import type { Readable, Writable } from 'node:stream';

/** What a process ends with. 130 is what shells give for Ctrl-C (128 + SIGINT). */
export const exitCodes = { ok: 0, failure: 1, usage: 2, interrupted: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The process around a shell command, as far as commands touch it. */
export interface Shell {
  /** A picture, where one is asked for by the path `-`. */
  readonly stdin: Readable;
  /** Results alone: paths of files, answers, JSON. */
  readonly stdout: Writable;
  /** Everything that is for people: progress, captions, what went wrong. */
  readonly stderr: Writable;
  /** Whether a person watches stderr, so that a line may be drawn over. */
  readonly isInteractive: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly random: () => number;
  readonly now: () => Date;
  /** Calls `handler` at the first Ctrl-C; the second one ends the process. @returns What takes the handler away. */
  onInterrupt(handler: () => void): () => void;
}
