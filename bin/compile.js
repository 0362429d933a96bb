import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * What a program was compiled from, and where to. The root tells a copy of the repository from the original.
 * @typedef {{ root: string, folder: string, inputs: [path: string, state: string][] }} Compiled
 */

const root = fileURLToPath(new URL('..', import.meta.url));
/** Below node_modules, so that packages are found from there, and a new installation starts afresh. */
const cache = join(root, 'node_modules', '.cache', 'stridebot');
const keepMs = 86_400_000;

/**
 * Compiles a TypeScript program of this repository, unless that was done since its files changed last: loading 150
 * modules one by one takes longer than most commands do. Modules that are imported when needed stay files of their own.
 * @param {string} entry Path of the program.
 * @returns {Promise<string>} Path of the compiled program.
 * @throws Error when it cannot be compiled, or the folder for it cannot be written.
 */
export async function compile(entry) {
  const name = relative(root, resolve(entry)).replace(/\W+/g, '-');
  const record = join(cache, `${name}.json`);
  const found = readRecord(record);
  if (found !== undefined && isCurrent(found)) return join(found.folder, 'main.js');
  mkdirSync(cache, { recursive: true });
  removeOld(name);
  const folder = mkdtempSync(join(cache, `${name}.`));
  const inputs = await bundle(entry, folder);
  // Several processes may do this at once: each writes files of its own, and the last one is found from then on.
  writeFileSync(join(folder, 'record.json'), JSON.stringify({ root, folder, inputs }));
  renameSync(join(folder, 'record.json'), record);
  return join(folder, 'main.js');
}

/**
 * @param {string} path
 * @returns {Compiled | undefined}
 */
function readRecord(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // there is none yet, or it was damaged
  }
}

/** @param {Compiled} compiled */
const isCurrent = (compiled) =>
  compiled.root === root && compiled.inputs.every(([path, state]) => stateOf(path) === state);

/**
 * The time of a file's last change, and its size.
 * @param {string} path
 */
function stateOf(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? 'gone' : `${found.mtimeMs} ${found.size}`;
}

/**
 * @param {string} entry
 * @param {string} folder
 */
async function bundle(entry, folder) {
  const { build } = await import('esbuild');
  /** @type {Compiled['inputs']} */
  const inputs = [];
  await build({
    entryPoints: { main: resolve(entry) },
    outdir: folder,
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    keepNames: true,
    sourcemap: true,
    logLevel: 'silent',
    plugins: [
      {
        name: 'own files',
        setup({ onLoad }) {
          onLoad({ filter: /\.ts$/ }, ({ path }) => {
            inputs.push([path, stateOf(path)]);
            return { contents: withOwnAddress(path), loader: 'ts' };
          });
        },
      },
    ],
  });
  return inputs;
}

/**
 * The text of a module in which `import.meta.url` is still the address of that file, from which it finds others.
 * @param {string} path
 */
const withOwnAddress = (path) =>
  readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path)));

/**
 * Removes what nobody has compiled anew for a day. A running program may still load modules from a newer folder.
 * @param {string} name
 */
function removeOld(name) {
  const folders = readdirSync(cache).filter((each) => each.startsWith(`${name}.`) && !each.endsWith('.json'));
  for (const each of folders) {
    const path = join(cache, each);
    if (Date.now() - statSync(path).mtimeMs > keepMs) rmSync(path, { recursive: true, force: true });
  }
}
