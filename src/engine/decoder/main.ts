/**
 * Entry point of the decoder process, which decodes expensive uploads, so that their memory and crashes stay out of the
 * bot's process.
 */
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { ImageError } from '../images/reading/image-error.ts';
import { type DecoderRequest, type DecoderResponse, readers } from './protocol.ts';

/** Largest resident memory of this process in bytes. A file that is let in needs less according to its header. */
const maxMemory = 640 * 2 ** 20;
const checkIntervalMs = 50;

sharp.cache(false);
sharp.concurrency(1);
// When memory runs out, Linux should kill this process, not the bot's. Other systems have no such file.
void writeFile('/proc/self/oom_score_adj', '1000').catch(() => {});

process.on('disconnect', () => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {}); // the bot's process decides when this one ends
setInterval(() => {
  if (process.memoryUsage.rss() > maxMemory) process.kill(process.pid, 'SIGKILL');
}, checkIntervalMs);

process.on('message', async (request) => {
  const response = await respondTo(request as DecoderRequest);
  process.send?.(response);
});
if (!process.connected) process.exit(0); // the bot's process ended meanwhile

async function respondTo({ kind, bytes, options }: DecoderRequest): Promise<DecoderResponse> {
  try {
    return { kind: 'read', result: await readers[kind](bytes, options as never) };
  } catch (error) {
    if (error instanceof ImageError) return { kind: 'problem', problem: error.problem };
    return { kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
