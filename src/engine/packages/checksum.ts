import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brokenModel } from './broken-model.ts';
import { externalFiles } from './external-data.ts';
import { hashedFiles, type ModelPackage } from './package.ts';
import { UnusableFile } from './plain-file.ts';

/**
 * Checks the SHA-256 of every file, and that the graphs take their numbers from no others.
 * @throws EngineError `broken-model` naming the first file that differs.
 */
export async function verifyChecksums({ dir, statement }: ModelPackage): Promise<void> {
  for (const { file, sha256 } of hashedFiles(statement)) {
    const path = join(dir, file);
    const actual = await sha256Of(path);
    if (actual !== sha256) {
      throw brokenModel(
        `${path}: SHA-256 is ${actual}, model.json says ${sha256}; the copy is damaged or of another version, copy the whole package again`,
      );
    }
  }
  const { base, upscale, textEncoder } = statement;
  for (const part of [base, upscale, textEncoder]) if (part !== undefined) requireStated(join(dir, part.file), part);
}

function requireStated(
  path: string,
  { externalData = [] }: { readonly externalData?: readonly { file: string }[] | undefined },
) {
  const unstated = graphFiles(path).filter((name) => !externalData.some(({ file }) => file === name));
  if (unstated.length > 0) {
    throw brokenModel(
      `${path}: its weights are in ${unstated.length === 1 ? 'a file' : `${unstated.length} files`} that model.json does not state; name it in "externalData" with its SHA-256, or export the graph as one file`,
    );
  }
}

function graphFiles(path: string): readonly string[] {
  try {
    return externalFiles(path);
  } catch (error) {
    throw error instanceof UnusableFile ? brokenModel(error.message, { cause: error }) : error;
  }
}

/** Lower-case hexadecimal. Streams: a model may be larger than memory. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
