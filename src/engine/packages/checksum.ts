import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brokenModel } from './broken-model.ts';
import { externalFiles } from './external-data.ts';
import { hashedFiles, type ModelPackage } from './package.ts';
import { UnusableFile } from './plain-file.ts';

/**
 * Checks the SHA-256 of every file, and that the graphs read weights from no other files.
 * @throws EngineError `broken-model` naming the first file that differs.
 */
export async function verifyChecksums({ dir, manifest }: ModelPackage): Promise<void> {
  const hashed = hashedFiles(manifest).map(({ file, sha256 }) => ({ path: join(dir, file), sha256 }));
  const found = await Promise.all(hashed.map(({ path }) => sha256Of(path)));
  for (const [i, { path, sha256 }] of hashed.entries()) {
    const actual = found[i]!;
    if (actual !== sha256) {
      throw brokenModel(
        `${path}: SHA-256 is ${actual}, model.json says ${sha256}; the copy is damaged or of another version, copy the whole package again`,
      );
    }
  }
  const { base, upscale, textEncoder } = manifest;
  for (const part of [base, upscale, textEncoder]) if (part !== undefined) requireListed(join(dir, part.file), part);
}

function requireListed(
  path: string,
  { externalData = [] }: { readonly externalData?: readonly { file: string }[] | undefined },
) {
  const unlisted = graphFiles(path).filter((name) => !externalData.some(({ file }) => file === name));
  if (unlisted.length > 0) {
    throw brokenModel(
      `${path}: its weights are in ${unlisted.length === 1 ? 'a file' : `${unlisted.length} files`} that model.json does not list; name it in "externalData" with its SHA-256, or export the graph as one file`,
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

/** Bytes that are read at once: one file is hashed while others are read. */
const chunkBytes = 2 ** 20;

/** Computes a file's SHA-256 in lower-case hexadecimal. Streams the file, since a model may be larger than memory. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: chunkBytes }), hash);
  return hash.digest('hex');
}
