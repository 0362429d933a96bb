import { EngineError } from '../errors.ts';

/** A model package that cannot be used. `message` names the thing, what was found, what was expected and the remedy. */
export const brokenModel = (message: string, options?: ErrorOptions): EngineError =>
  new EngineError('broken-model', message, options);

/** What went wrong, in words, whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
