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
  const { base, upscale, textEncoder, captions, captionsSha256 } = statement;
  const { tokenizer, tokenizerSha256, tokenizerConfig, tokenizerConfigSha256 } = textEncoder;
  const files = [
    ...[base, upscale, textEncoder].map((part) => [part?.file, part?.sha256]),
    [tokenizer, tokenizerSha256],
    [tokenizerConfig, tokenizerConfigSha256],
    [captions, captionsSha256],
  ];
  for (const [file, expected] of files) {
    if (file === undefined || expected === undefined) continue;
    const path = join(dir, file);
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
