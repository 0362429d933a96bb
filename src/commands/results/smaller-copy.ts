import { shrink } from '../../engine/client.ts';
import type { ResultFile } from '../ports/reply.ts';

/**
 * Compresses a file that a platform refused as too large, to a WebP without a recipe.
 *
 * @throws RangeError when even the smallest does not fit.
 */
export async function smallerCopy(file: ResultFile, maxBytes: number): Promise<ResultFile> {
  if (file.bytes.length <= maxBytes) return file;
  const name = file.name.replace(/(\.\w+)?$/, '.webp');
  return { ...file, name, ...(await shrink(file.bytes, maxBytes)) };
}
