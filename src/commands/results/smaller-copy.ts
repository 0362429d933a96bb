import { shrink } from '../../engine/client.ts';
import type { ResultFile } from '../ports/reply.ts';

/**
 * The same file for a platform that refused it as too large: a WebP, which carries no recipe.
 *
 * @throws RangeError when nothing would fit.
 */
export async function smallerCopy(file: ResultFile, maxBytes: number): Promise<ResultFile> {
  if (file.bytes.length <= maxBytes) return file;
  const name = file.name.replace(/(\.\w+)?$/, '.webp');
  return { ...file, name, ...(await shrink(file.bytes, maxBytes)) };
}
