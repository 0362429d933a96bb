import type { Readable, Writable } from 'node:stream';
import type { Asker } from '../../commands/ports/asker.ts';

/** The exit codes. Shells use 130 for Ctrl-C (128 + SIGINT). */
export const exitCodes = { ok: 0, failure: 1, usage: 2, interrupted: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The asker of all commands in a shell. */
export const shellAsker: Asker = { platform: 'shell', person: 'shell', channel: 'shell' };

/** What shell commands use of the process. */
export interface Shell {
  /** A picture, when its path is `-`. */
  readonly stdin: Readable;
  /** Results only: paths of files, answers, JSON. */
  readonly stdout: Writable;
  /** Text for people: progress, captions, errors. */
  readonly stderr: Writable;
  /** Whether stderr is a terminal, so that a line may be overwritten. */
  readonly isInteractive: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly random: () => number;
  readonly now: () => Date;
  /** Calls `handler` at the first Ctrl-C; the second one ends the process. @returns Removes the handler. */
  onInterrupt(handler: () => void): () => void;
}
