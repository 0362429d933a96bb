import type { EngineErrorCode } from './engine.ts';

/** A failure that the engine's callers may tell apart by `code`. The message is for operators: it names the thing and the remedy. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;
  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EngineFailure';
    this.code = code;
  }
}

/** What crosses a process boundary in place of an error. A failure without a code is ours: `internal`. */
export const describeError = (error: unknown): { readonly code: EngineErrorCode; readonly message: string } => ({
  code: error instanceof EngineError ? error.code : 'internal',
  message: error instanceof Error ? error.message : String(error),
});
