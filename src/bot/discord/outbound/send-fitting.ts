import { smallerCopy } from '../../../commands/results/smaller-copy.ts';
import { restErrorKind } from '../api/rest-errors.ts';
import type { Draft } from './message-client.ts';

/**
 * The total size of a message's files, in bytes, after Discord refused larger ones. Discord accepts twice that
 * everywhere.
 */
const smallMessage = 4 * 2 ** 20;

/**
 * Sends a message, and sends it again with smaller files when Discord finds them too large. Discord's stated limits
 * have been wrong before, so they are not used.
 *
 * @throws What `send` throws.
 */
export async function sendFitting(draft: Draft, send: (draft: Draft) => Promise<void>): Promise<void> {
  try {
    await send(draft);
  } catch (error) {
    if (restErrorKind(error) !== 'too-large') throw error;
    await send({ ...draft, files: await smaller(draft.files, error) });
  }
}

/** Makes smaller copies. @throws `refusal` when they cannot be made small enough. */
async function smaller(files: Draft['files'], refusal: unknown): Promise<Draft['files']> {
  const share = smallMessage / files.length;
  try {
    return await Promise.all(files.map((file) => smallerCopy(file, Math.min(share, file.bytes.length / 2))));
  } catch (error) {
    if (error instanceof RangeError) throw refusal;
    throw error;
  }
}
