import {
  existsSync,
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
  if (found !== undefined && isCurrent(found)) return mainIn(found.folder);
  mkdirSync(cache, { recursive: true });
  removeOld(name);
  const folder = mkdtempSync(join(cache, `${name}.`));
  const inputs = await bundle(entry, folder);
  // Several processes may do this at once: each writes files of its own, and the last one is found from then on.
  writeFileSync(join(folder, 'record.json'), JSON.stringify({ root, folder, inputs }));
  renameSync(join(folder, 'record.json'), record);
  return mainIn(folder);
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

/** @param {string} folder */
const mainIn = (folder) => join(folder, 'main.js');

/** @param {Compiled} compiled */
const isCurrent = ({ root: ofRoot, folder, inputs }) =>
  ofRoot === root && existsSync(mainIn(folder)) && inputs.every(([path, state]) => stateOf(path) === state);

/**
 * Returns the time of a file's last change, and its size.
 * @param {string} path
 */
function stateOf(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? 'gone' : `${found.mtimeMs} ${found.size}`;
}

/**
 * Writes a program and the modules that it imports into a folder, without those of packages.
 * @param {string} entry
 * @param {string} folder
 * @returns The modules, with their state.
 */
async function bundle(entry, folder) {
  const { build, stop } = await import('esbuild');
  /** @type {Compiled['inputs']} */
  const inputs = [];
  const compiling = build({
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
  // Its process would live as long as this one, which may be a bot.
  await compiling.finally(stop);
  return inputs;
}

/**
 * Returns the text of a module in which `import.meta.url` is still its own address, from which it finds other files.
 * @param {string} path
 */
const withOwnAddress = (path) =>
  readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path)));

/**
 * Removes what was compiled more than a day ago. A program that runs may still load modules of what is newer.
 * @param {string} name
 */
function removeOld(name) {
  const folders = readdirSync(cache).filter((each) => each.startsWith(`${name}.`) && !each.endsWith('.json'));
  for (const each of folders) {
    const path = join(cache, each);
    if (Date.now() - statSync(path).mtimeMs > keepMs) rmSync(path, { recursive: true, force: true });
  }
}
