/** Entry of the decoder's process: what a stranger's file costs, it costs here, and ends with this process. */
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { ImageError } from '../images/reading/image-error.ts';
import { type DecoderAnswer, type DecoderRequest, readers } from './protocol.ts';

/** Headers promise less than this, in bytes, this process counted; a file that takes more was not honest. */
const maxMemory = 640 * 2 ** 20;
const lookEveryMs = 50;

sharp.cache(false);
sharp.concurrency(1);
// Where memory runs out, Linux shall end this process rather than the bot. Other systems have no such file.
void writeFile('/proc/self/oom_score_adj', '1000').catch(() => {});

process.on('disconnect', () => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {}); // the bot's process decides
setInterval(() => {
  if (process.memoryUsage.rss() > maxMemory) process.kill(process.pid, 'SIGKILL');
}, lookEveryMs);

process.on('message', async (request) => {
  const answer = await answerTo(request as DecoderRequest);
  process.send?.(answer);
});
if (!process.connected) process.exit(0); // the bot's process ended meanwhile

async function answerTo({ kind, bytes, options }: DecoderRequest): Promise<DecoderAnswer> {
  try {
    return { kind: 'read', result: await readers[kind](bytes, options as never) };
  } catch (error) {
    if (error instanceof ImageError) return { kind: 'problem', problem: error.problem };
    return { kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
