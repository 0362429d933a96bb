import { lstat, readFile } from 'node:fs/promises';

/** A file of a package that is not what it has to be. The message names the file and the remedy, and repeats nothing of it. */
export class UnusableFile extends Error {}

/**
 * A package holds files of its own: a link may lead to any file of this machine.
 * @throws UnusableFile
 */
export async function requirePlainFile(path: string, maxBytes = Number.POSITIVE_INFINITY): Promise<void> {
  const found = await lstat(path).catch((cause) => {
    throw new UnusableFile(`${path}: the file is missing; copy the whole package again`, { cause });
  });
  if (found.isSymbolicLink()) throw new UnusableFile(`${path}: this is a link; put the file itself there`);
  if (!found.isFile()) throw new UnusableFile(`${path}: this is no file; put the file itself there`);
  if (found.size > maxBytes) throw new UnusableFile(`${path}: ${found.size} bytes, and ${maxBytes} are the most`);
}

/** @throws UnusableFile */
export async function readPlainJson(path: string, maxBytes: number): Promise<unknown> {
  await requirePlainFile(path, maxBytes);
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    // What the parser says would show the beginning of the file.
    const name = path.replace(/^.*[/\\]/, '');
    throw new UnusableFile(`${path}: not valid JSON (${text.length} characters); copy ${name} again`);
  }
}
