import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brokenModel } from './broken-model.ts';
import type { ModelPackage } from './package.ts';

/**
 * Checks the SHA-256 of every file whose hash the package states.
 * @throws EngineFailure `broken-model` naming the first file that differs.
 */
export async function verifyChecksums({ dir, statement }: ModelPackage): Promise<void> {
  const { base, upscale, textEncoder } = statement;
  const stated = [base, ...(upscale === undefined ? [] : [upscale]), textEncoder];
  const files = stated.map(({ file, sha256 }) => ({ path: join(dir, file), expected: sha256 }));
  files.push({ path: join(dir, textEncoder.tokenizer), expected: textEncoder.tokenizerSha256 });
  for (const { path, expected } of files) {
    const actual = await sha256Of(path);
    if (actual !== expected) {
      throw brokenModel(
        `${path}: SHA-256 is ${actual}, model.json says ${expected}; the copy is damaged or of another version, copy the whole package again`,
      );
    }
  }
}

/** Lower-case hexadecimal. Streams: a model may be larger than memory. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
