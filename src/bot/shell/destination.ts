import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { UserError } from '../../commands/messages/errors.ts';
import type { ResultFile } from '../../commands/ports/reply.ts';
import { encodeAs, type PlainEncoding } from '../../engine/client.ts';
import { fileProblem, isFolder, makeFolder } from '../storage/fs.ts';
import type { Shell } from './shell.ts';

/** Writes results. */
export interface Destination {
  /**
   * Writes the files of one result.
   *
   * @returns Their paths in the same order; none for standard output.
   * @throws UserError that names the file.
   */
  write(files: readonly ResultFile[]): Promise<readonly string[]>;
}

/** The path that means standard input or output. */
export const standardStream = '-';

/**
 * Opens the destination in `--out`. A file: the picture gets this name and replaces an existing file; further files get
 * numbers. A folder, or nothing: files keep the names of their command, and nothing is overwritten. `-`: the picture
 * goes to standard output, and further files are not written.
 * @throws UserError, before anything is drawn, when nothing could be written there.
 */
export async function openDestination(
  out: string | undefined,
  { shell, json }: { readonly shell: Pick<Shell, 'stdout' | 'stderr'>; readonly json: boolean },
): Promise<Destination> {
  if (out?.trim() === '') {
    throw new UserError({ message: '--out is empty.', hint: 'Give the name of a file or a folder, or leave it out.' });
  }
  if (out === standardStream) return openStandardOutput(shell, json);
  if (out === undefined || out.endsWith('/') || isFolder(out)) {
    const folder = out ?? '.';
    explained(folder, () => makeFolder(folder));
    return { write: async (files) => writeAll(files, await freePaths(folder, files)) };
  }
  const encoding = encodings[extname(out).toLowerCase()];
  if (encoding === undefined) {
    const hint = 'Choose a name that ends in .png, .jpg or .webp.';
    throw new UserError({ message: `--out ${out}: pictures are PNG, JPEG or WebP files.`, hint });
  }
  const folder = dirname(out);
  if (!isFolder(folder)) {
    const problem = existsSync(folder) ? `${folder} is a file, not a folder` : `there is no folder ${folder}`;
    throw new UserError({ message: `--out ${out}: ${problem}.` });
  }
  const path = extname(out) === '' ? `${out}.png` : out;
  explained(path, () => checkFile(path));
  return { write: async (files) => writeAll(await encoded(files, encoding, shell), numberedPaths(out, files)) };
}

/** Encodings by the end of a file's name. */
const encodings: Readonly<Record<string, 'png' | PlainEncoding>> = {
  '': 'png',
  '.png': 'png',
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.webp': 'webp',
};

/** Encodes the picture as its name says; further files keep their own encodings. */
async function encoded(
  [picture, ...others]: readonly ResultFile[],
  encoding: 'png' | PlainEncoding,
  { stderr }: Pick<Shell, 'stderr'>,
): Promise<readonly ResultFile[]> {
  if (picture === undefined || encoding === 'png') return picture === undefined ? [] : [picture, ...others];
  stderr.write('Only a PNG carries the recipe, with which rerun draws it again.\n');
  return [{ ...picture, mediaType: `image/${encoding}`, bytes: await encodeAs(picture.bytes, encoding) }, ...others];
}

/** @throws UserError when JSON is written there, too. */
function openStandardOutput({ stdout, stderr }: Pick<Shell, 'stdout' | 'stderr'>, json: boolean): Destination {
  if (json) {
    const hint = 'Leave one of them out.';
    throw new UserError({ message: '--out - and --json both write to standard output.', hint });
  }
  return {
    async write([picture, ...others]) {
      if (picture !== undefined) await new Promise<void>((done) => void stdout.write(picture.bytes, () => done()));
      if (others.length > 0) stderr.write(`Left out: ${others.map(({ name }) => name).join(', ')}.\n`);
      return [];
    },
  };
}

/** Checks that a file can be written, without changing it. */
function checkFile(path: string): void {
  const wasThere = existsSync(path);
  closeSync(openSync(path, wasThere ? 'r+' : 'wx'));
  if (!wasThere) rmSync(path);
}

function explained<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw unwritable(path, error);
  }
}

const unwritable = (path: string, cause: unknown): UserError =>
  new UserError(
    { message: `Nothing can be written to ${path}: ${fileProblem(cause)}.`, hint: 'Choose another place with --out.' },
    { cause },
  );

/** Numbers the paths: skull.png, skull-2.png, skull-3.webp. The first one is exactly as requested. */
function numberedPaths(out: string, files: readonly ResultFile[]): readonly string[] {
  const extension = extname(out);
  const stem = out.slice(0, out.length - extension.length);
  return files.map(({ name }, index) => {
    if (index === 0) return `${stem}${extension || extname(name)}`;
    return `${stem}-${index + 1}${extname(name)}`;
  });
}

/** The files' own names; if any exists, all of them with the first free number: sample-180_2.png. */
async function freePaths(folder: string, files: readonly ResultFile[]): Promise<readonly string[]> {
  for (let attempt = 1; ; attempt++) {
    const paths = files.map(({ name }) => join(folder, attempt === 1 ? name : withSuffix(name, `_${attempt}`)));
    const taken = await Promise.all(paths.map(isThere));
    if (!taken.includes(true)) return paths;
  }
}

const withSuffix = (name: string, suffix: string): string =>
  `${name.slice(0, name.length - extname(name).length)}${suffix}${extname(name)}`;

async function writeAll(files: readonly ResultFile[], paths: readonly string[]): Promise<readonly string[]> {
  const writeOne = async (path: string, bytes: Uint8Array): Promise<void> =>
    writeFile(path, bytes).catch((error: unknown) => {
      throw unwritable(path, error);
    });
  await Promise.all(files.map(({ bytes }, index) => writeOne(paths[index]!, bytes)));
  return paths;
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
