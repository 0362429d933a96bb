import { lstat, readFile } from 'node:fs/promises';

/** An unusable file of a package. The message names the file and the remedy, and quotes nothing of its content. */
export class UnusableFile extends Error {}

/**
 * Requires a regular file. Links are refused, since they could lead to any file of this machine.
 * @throws UnusableFile
 */
export async function requirePlainFile(path: string, maxBytes = Number.POSITIVE_INFINITY): Promise<void> {
  const found = await lstat(path).catch((cause) => {
    throw new UnusableFile(`${path}: the file is missing; copy the whole package again`, { cause });
  });
  if (found.isSymbolicLink()) throw new UnusableFile(`${path}: this is a link; put the file itself there`);
  if (!found.isFile()) throw new UnusableFile(`${path}: this is no file; put the file itself there`);
  if (found.size > maxBytes) throw new UnusableFile(`${path}: ${found.size} bytes, expected at most ${maxBytes}`);
}

/** Reads a JSON file that is no link. @throws UnusableFile */
export async function readPlainJson(path: string, maxBytes: number): Promise<unknown> {
  await requirePlainFile(path, maxBytes);
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message would quote the beginning of the file.
    const name = path.replace(/^.*[/\\]/, '');
    throw new UnusableFile(`${path}: not valid JSON (${text.length} characters); copy ${name} again`);
  }
}
