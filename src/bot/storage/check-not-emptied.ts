import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartupError } from '../../startup-error.ts';

/**
 * Checks that an empty database is a new one, such as an interrupted start leaves. With pictures beside it, it is not:
 * used as a new one, it would delete them because no job has them.
 *
 * @throws StartupError for a file that was emptied.
 */
export function checkNotEmptied(file: string): void {
  const isEmpty = statSync(file, { throwIfNoEntry: false })?.size === 0;
  if (!isEmpty || !hasResults(dirname(file))) return;
  throw new StartupError(
    `${file} is empty, though there are pictures beside it: what it held was lost. ` +
      'Put back a copy of it, or remove it: then Stridebot begins anew without it.',
  );
}

/** Whether the folder has pictures of the bot, or of one of its shards. */
function hasResults(folder: string): boolean {
  const shards = namesIn(join(folder, 'shards')).map((shard) => join(folder, 'shards', shard));
  return [folder, ...shards].some((each) => namesIn(join(each, 'results')).length > 0);
}

const namesIn = (path: string): readonly string[] => (existsSync(path) ? readdirSync(path) : []);
