import { spawnSync } from 'node:child_process';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Needs no rights of its own where Linux lets everybody have namespaces. */
export const hasSmallDisks =
  process.platform === 'linux' && spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

/** Runs what comes after it with a disk of its own at `dir`: a real file system, so large. */
export const withSmallDisk = (dir: string, size = '16m'): readonly string[] => [
  ...['unshare', '-rm', 'sh', '-c'],
  ...[`mount -t tmpfs -o size=${size} tmpfs "$0" && exec "$@"`, dir],
];

/** The disk of a process that was begun so. */
export function diskOf(pid: number, dir: string) {
  const filler = join('/proc', String(pid), 'root', dir, 'filler');
  return {
    /** To its last byte. */
    fill(): void {
      writeFileSync(filler, '');
      for (const bytes of [2 ** 20, 2 ** 12, 1]) appendUntilFull(filler, bytes);
    },
    empty: () => rmSync(filler),
  };
}

function appendUntilFull(path: string, bytes: number): void {
  const chunk = Buffer.alloc(bytes);
  try {
    for (;;) appendFileSync(path, chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
