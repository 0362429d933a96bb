import { EngineError } from '../errors.ts';

/** A safety model that cannot be used. Nothing is drawn then: no picture shall be unchecked by accident. */
export const brokenSafetyModel = (message: string, options?: ErrorOptions): EngineError =>
  new EngineError('broken-safety-model', `${message}; docs/safety.md says what is expected`, options);
