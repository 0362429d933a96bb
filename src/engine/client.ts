// The engine's public API. Code outside src/engine imports from this file only.
export { readMask, readPicture, readPixels } from './decoder/read-upload.ts';
export type * from './engine.ts';
export { EngineError } from './errors.ts';
export * from './images/index.ts';
export type { InspectedPackage, Inspection } from './ipc/protocol.ts';
export * from './recipe.ts';
export { parseRecipe, recipeLimits } from './recipe-schema.ts';
export { loadSharp } from './sharp.ts';
export { createEngine } from './supervisor/create-engine.ts';
export type { EngineOptions } from './supervisor/engine-options.ts';
export { inspectEngine } from './supervisor/inspect-engine.ts';
