import { pathToFileURL } from 'node:url';
import { compile } from './compile.js';

/**
 * Runs a TypeScript program of this repository within this process.
 * @param {string} entry Its path.
 */
export async function load(entry) {
  const compiled = await compile(entry).catch(() => undefined);
  if (compiled !== undefined) process.setSourceMapsEnabled(true);
  // Where nothing can be written, modules are translated as they are loaded, which is slower.
  else (await import('tsx/esm/api')).register();
  await import(pathToFileURL(compiled ?? entry).href);
}
