import { EngineError } from '../errors.ts';

/**
 * Makes the error for an unusable model package. `message` names the thing at fault, what was found, what was expected
 * and the remedy.
 */
export const brokenModel = (message: string, options?: ErrorOptions): EngineError =>
  new EngineError('broken-model', message, options);

/** Returns the message of anything that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
