import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StartupError } from '../../startup-error.ts';

/**
 * Creates a folder and its parents, and checks that files can be written there. Creates them one by one, because Node's
 * recursive mkdir never returns where the file system allows no folders, as under /proc. Checks by writing, because
 * root passes every check of permissions.
 *
 * @throws Error of the file system.
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let each = resolve(path); !existsSync(each); each = dirname(each)) missing.unshift(each);
  for (const each of missing) mkdirSync(each);
  checkFolder(path);
}

/** Creates a folder. @throws StartupError when it cannot be created or written. @returns The path. */
export function neededFolder(path: string): string {
  try {
    makeFolder(path);
    return path;
  } catch (error) {
    throw new StartupError(`${path} cannot be used: ${fileProblem(error)}.`, { cause: error });
  }
}

/** @throws Error of the file system when no file can be written there. */
function checkFolder(path: string): void {
  const probe = join(path, `.stridebot-${process.pid}`);
  writeFileSync(probe, '');
  rmSync(probe);
}

/** Why nothing can be written in a folder, checked by writing; undefined when it can be written. */
export function writeProblem(path: string): string | undefined {
  const probe = join(path, `.stridebot-${process.pid}`);
  try {
    writeFileSync(probe, Buffer.alloc(probeBytes));
    return undefined;
  } catch (error) {
    return fileProblem(error);
  } finally {
    rmSync(probe, { force: true });
  }
}

/** An empty file can be created on a full disk, so the probe has some size. */
const probeBytes = 64 * 1024;

/** False also when the path cannot be checked, such as one through a file. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Explains an error of the file system to the operator. */
export function fileProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? `it cannot be written${code === '' ? '' : ` (${code})`}`;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'it is not yours to write',
  EPERM: 'it may not be changed',
  EROFS: 'it is on a disk that is read-only',
  ENOSPC: 'the disk is full',
  SQLITE_FULL: 'the disk is full',
  EDQUOT: 'the room that you may use on the disk is full',
  EFBIG: 'a file may not become so large here',
  EIO: 'the disk has a fault',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of it is a file, not a folder',
  ENAMETOOLONG: 'the name is too long',
};
