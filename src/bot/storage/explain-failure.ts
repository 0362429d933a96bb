import { dirname } from 'node:path';
import { diskProblem } from '../../commands/messages/disk-errors.ts';
import { StartupError } from '../../startup-error.ts';
import { fileProblem, writeProblem } from './fs.ts';

/**
 * Runs `open`, which opens a database.
 *
 * @throws StartupError that explains what is wrong with its file or its folder.
 */
export function explained<T>(file: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw explain(error, file, dirname(file));
  }
}

/**
 * Turns an error of the disk into a StartupError with a sentence for the operator; returns other errors unchanged.
 *
 * @param what The file, or the folder when the file is not known.
 */
export function explain(error: unknown, what: string, folder: string): unknown {
  if (error instanceof StartupError) return error;
  const sentence = sentenceOf(error, what, folder);
  return sentence === undefined ? error : new StartupError(sentence, { cause: error });
}

function sentenceOf(error: unknown, what: string, folder: string): string | undefined {
  const { code = '', path } = error as Partial<NodeJS.ErrnoException>;
  if (code.startsWith('SQLITE_BUSY')) {
    return `Another Stridebot is using ${folder}. Stop that one, or give this one its own folder with DATA_DIR.`;
  }
  switch (diskProblem(error)) {
    case 'full':
      return `${path ?? what} cannot be written: the disk is full. Make room there, then start again.`;
    case 'unusable':
      return `${path ?? what} cannot be written: ${writeProblem(folder) ?? code}. Put that right, then start again.`;
    case 'damaged':
      return `${what} is damaged. Put back a copy of it, or move it away: then Stridebot begins without what it holds.`;
    default:
      return path === undefined ? undefined : `${path} cannot be used: ${fileProblem(error)}.`;
  }
}
