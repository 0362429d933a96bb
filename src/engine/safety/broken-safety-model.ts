import { EngineError } from '../errors.ts';

/** Makes the error for an unusable safety model. Nothing is drawn then, so that no picture is unchecked by accident. */
export const brokenSafetyModel = (message: string, options?: ErrorOptions): EngineError =>
  new EngineError('broken-safety-model', `${message}; docs/safety.md says what is expected`, options);
