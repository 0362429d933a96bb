import { EngineFailure } from '../errors.ts';

/** A safety model that cannot be used. Nothing is drawn then: no picture shall be unchecked by accident. */
export const brokenSafetyModel = (message: string, options?: ErrorOptions): EngineFailure =>
  new EngineFailure('broken-safety-model', `${message}; docs/safety.md says what is expected`, options);
