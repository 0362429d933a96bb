import type { EngineErrorCode } from './engine.ts';

/**
 * An engine failure with a code for its callers. The message is for operators: it names the thing at fault and the
 * remedy.
 */
export class EngineError extends Error {
  readonly code: EngineErrorCode;
  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EngineError';
    this.code = code;
  }
}

/** Serializes an error to be sent to another process. An error without a code gets `internal`. */
export const describeError = (error: unknown): { readonly code: EngineErrorCode; readonly message: string } => ({
  code: error instanceof EngineError ? error.code : 'internal',
  message: error instanceof Error ? error.message : String(error),
});
