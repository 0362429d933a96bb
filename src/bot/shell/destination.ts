import { access, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { UserError } from '../../commands/errors.ts';
import type { ResultFile } from '../../commands/reply.ts';

/** Where results go. */
export interface Destination {
  /** Writes the files of one result. @returns Their paths, in the same order. */
  write(files: readonly ResultFile[]): Promise<readonly string[]>;
}

/**
 * Reads `--out`. A file: the picture gets this name and replaces what was there, further files get numbers. A folder,
 * or nothing: files keep the names that their command gave them, and nothing is overwritten.
 * @throws UserError, before anything is drawn, when nothing could be written there.
 */
export async function openDestination(out: string | undefined): Promise<Destination> {
  const isFolder = out === undefined || out.endsWith('/') || (await isDirectory(out));
  if (isFolder) {
    const folder = out ?? '.';
    await mkdir(folder, { recursive: true });
    return { write: async (files) => writeAll(files, await freePaths(folder, files)) };
  }
  if (!['', '.png'].includes(extname(out).toLowerCase())) {
    throw new UserError({ message: `--out ${out}: pictures are PNG files.`, hint: 'Choose a name that ends in .png.' });
  }
  if (!(await isDirectory(dirname(out)))) {
    throw new UserError({ message: `--out ${out}: there is no folder ${dirname(out)}.` });
  }
  return { write: (files) => writeAll(files, numberedPaths(out, files)) };
}

/** skull.png, skull-2.png, skull-3.webp: the first one exactly as it was asked for. */
function numberedPaths(out: string, files: readonly ResultFile[]): readonly string[] {
  const extension = extname(out);
  const stem = out.slice(0, out.length - extension.length);
  return files.map(({ name }, index) => {
    if (index === 0) return `${stem}${extension || extname(name)}`;
    return `${stem}-${index + 1}${extname(name)}`;
  });
}

/** The files' own names; if any is taken, all of them with the first number that is free: sample-180_2.png. */
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
  await Promise.all(files.map(({ bytes }, index) => writeFile(paths[index]!, bytes)));
  return paths;
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
