import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { channelAt } from './channel-client.ts';
import type { Print } from './print.ts';
import { startBot } from './process.ts';

const subjects = ['a cat', 'a dog', 'a castle', 'a house', 'an apple', 'a rocket ship', 'a tree', 'a skull'] as const;
const seeds = [1, 11, 21] as const;
const rounds = 5;
/** The picture of the four that is varied. */
const chosen = 3;

/** A picture in the folder: round 0 is the chosen one of the four. */
interface Varied {
  readonly file: string;
  readonly prompt: string;
  readonly round: number;
}

/**
 * Draws four pictures of each subject, presses *Vary* on the third, and on what comes of it, five times in a row, as a
 * person does on the page. Prints what becomes of contrast and saturation.
 *
 * @param dir Receives the pictures and `pictures.json`, which names the prompt and the round of each.
 */
export async function benchVary(print: Print, dir: string): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'stridebot-bench-'));
  await mkdir(dir, { recursive: true });
  const unlimited = {
    JOBS_PER_MINUTE_PER_PERSON: '1000',
    JOBS_PER_MINUTE_PER_CHANNEL: '1000',
    JOBS_PER_MINUTE: '1000',
  };
  const bot = await startBot({ DATA_DIR: dataDir, ...unlimited });
  try {
    const pictures: Varied[] = [];
    for (const prompt of subjects) {
      for (const seed of seeds) pictures.push(...(await varied(channelAt(bot.address), prompt, seed, dir)));
    }
    await writeFile(join(dir, 'pictures.json'), `${JSON.stringify(pictures, null, 2)}\n`);
    for (let round = 1; round <= rounds; round++) await printRatios(print, dir, pictures, round);
  } finally {
    await bot.end();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function varied(
  channel: ReturnType<typeof channelAt>,
  prompt: string,
  seed: number,
  dir: string,
): Promise<readonly Varied[]> {
  const { jobId, files } = await channel.result(
    await channel.type(`/sample ${prompt} count:4 upscale:no seed:${seed}`),
  );
  const pictures: Varied[] = [];
  const keep = async (url: string): Promise<void> => {
    const round = pictures.length;
    const file = `${prompt.replaceAll(' ', '-')}-${seed}-${round}.png`;
    await writeFile(join(dir, file), await channel.file(url));
    pictures.push({ file, prompt, round });
  };
  await keep(files[chosen]!.url); // the sheet comes first
  for (let round = 1, id = `${jobId}.${chosen}`; round <= rounds; round++) {
    const result = await channel.result(await channel.press(id, 'vary'));
    await keep(result.files[0]!.url);
    id = result.jobId;
  }
  return pictures;
}

async function printRatios(print: Print, dir: string, pictures: readonly Varied[], round: number): Promise<void> {
  const measured = (of: number) =>
    Promise.all(pictures.filter((each) => each.round === of).map(({ file }) => measure(join(dir, file))));
  const [before, after] = [await measured(0), await measured(round)];
  for (const name of ['contrast', 'saturation'] as const) {
    const ratio = mean(after.map((each) => each[name])) / mean(before.map((each) => each[name]));
    const single = after.map((each, i) => each[name] / before[i]![name]);
    const range = `single pictures ${Math.min(...single).toFixed(2)} … ${Math.max(...single).toFixed(2)}`;
    print(`mean ${name} after ${round} of ${rounds} variations`, `× ${ratio.toFixed(2)}`, `goal 0.85 … 1.15; ${range}`);
  }
}

/** The standard deviation of a picture's values, and the mean distance of a pixel's largest and smallest colour. */
async function measure(path: string): Promise<{ readonly contrast: number; readonly saturation: number }> {
  const { data } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const values = [...data];
  const middle = mean(values);
  const contrast = Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
  const pixels = Array.from({ length: data.length / 3 }, (_, i) => data.subarray(3 * i, 3 * i + 3));
  return { contrast, saturation: mean(pixels.map((pixel) => Math.max(...pixel) - Math.min(...pixel))) };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
