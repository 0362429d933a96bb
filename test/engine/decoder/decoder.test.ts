import { readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { type ImageError, readMask, readPicture, readPixels } from '../../../src/engine/client.ts';
import { createDecoderProcess, DecoderDied } from '../../../src/engine/decoder/process.ts';
import * as here from '../../../src/engine/images/reading/read.ts';
import { blackPng, gifHeader, moreScans, pngHeader, progressiveJpeg } from './costly-files.ts';

const codeOf = async (bytes: Uint8Array) =>
  readPicture(bytes).then(
    () => 'read',
    (error: ImageError) => error.problem.code,
  );

const square = { width: 8000, height: 8000 };
const dearFiles = [
  ['an interlaced PNG of 16 bits', pngHeader({ ...square, depth: 16, isInterlaced: true })],
  ['a PNG that is very wide', pngHeader({ width: 64_000, height: 1000, depth: 16, isInterlaced: false })],
  ['a progressive JPEG with all of its colours', await progressiveJpeg(8000, 8000, '4:4:4')],
  ['a progressive JPEG of many scans', moreScans(await progressiveJpeg(4000, 4000, '4:2:0'), 70)],
  ['a GIF', await gifHeader(8000, 8000)],
] as const;

describe('what a picture may cost is bounded before it is decoded', () => {
  test.each(dearFiles)('%s', async (_, bytes) => {
    expect(bytes.length).toBeLessThan(20_000);
    expect(await codeOf(bytes)).toBe('too-costly');
  });

  test('and the error says what makes it expensive', async () => {
    const bytes = pngHeader({ ...square, depth: 16, isInterlaced: true });
    await expect(readPicture(bytes)).rejects.toMatchObject({
      problem: { ...square, traits: ['PNG', '16 bits a channel', 'interlaced'] },
    });
  });

  test.each([
    ['of 8 bits, row by row', { ...square, depth: 8, isInterlaced: false }],
    ['of 16 bits, row by row', { ...square, depth: 16, isInterlaced: false }],
    ['of 8 bits, interlaced, of 36 megapixels', { width: 6000, height: 6000, depth: 8, isInterlaced: true }],
  ] as const)('but a PNG %s is opened, whatever is in it then', async (_, kind) => {
    expect(await codeOf(pngHeader(kind))).toBe('damaged');
  });
});

/** Peak memory of this process in MB; only Linux reports it. */
const highestMegabytes = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) / 1024;

/** Children of this process that decode. What has just ended has no file any more. */
function decoders(): readonly number[] {
  const children = readdirSync('/proc/self/task').flatMap((task) => readIfThere(`/proc/self/task/${task}/children`));
  return children
    .flatMap((line) => line.trim().split(' '))
    .filter((pid) => pid !== '' && readIfThere(`/proc/${pid}/cmdline`).some((line) => line.includes('decoder/main.ts')))
    .map(Number);
}

function readIfThere(path: string): readonly string[] {
  try {
    return [readFileSync(path, 'utf8')];
  } catch {
    return [];
  }
}

const dear = await blackPng({ width: 4500, height: 4000, depth: 8, isInterlaced: true });

describe.runIf(process.platform === 'linux')('what is dear to decode', () => {
  test('takes the memory of one other process, however many come at once', async () => {
    expect(dear.length).toBeLessThan(500_000);
    const before = highestMegabytes();
    let most = 0;
    const looking = setInterval(() => {
      most = Math.max(most, decoders().length);
    }, 20);
    const read = await Promise.all(Array.from({ length: 3 }, () => readPicture(dear)));
    clearInterval(looking);
    expect(read.map(({ width, height }) => [width, height])).toEqual(Array(3).fill([4500, 4000]));
    expect(most).toBe(1);
    expect(highestMegabytes() - before).toBeLessThan(40); // one alone takes more than 60
  });

  test('is refused where its process is killed, and the next one is read', async () => {
    const codeOfKilled = async () => {
      const code = codeOf(dear);
      for (let killed = false; !killed; await new Promise((resolve) => setTimeout(resolve, 5))) {
        for (const pid of decoders()) killed = process.kill(pid, 'SIGKILL');
      }
      return code;
    };
    // On a busy machine the signal may come when the file has been read.
    let code = await codeOfKilled();
    for (let tries = 1; code === 'read' && tries < 20; tries += 1) code = await codeOfKilled();
    expect(code).toBe('too-costly');
    expect(await codeOf(dear)).toBe('read');
  });
});

test('what takes too long is ended', async () => {
  const impatient = createDecoderProcess(1, 1000);
  await expect(impatient.decode({ kind: 'picture', bytes: dear, options: {} })).rejects.toThrow(DecoderDied);
});

const side = 1500;
const photo = await sharp({
  create: {
    width: side,
    height: side,
    channels: 3,
    background: 'red',
    noise: { type: 'gaussian', mean: 128, sigma: 9 },
  },
})
  .jpeg()
  .toBuffer();

describe('a process apart reads the same as this one', () => {
  test('a picture, a square and a mask', async () => {
    expect(photo.length).toBeGreaterThan(100_000);
    expect(await readPicture(photo)).toEqual(await here.readPicture(photo));
    const [square, expected] = [await readPixels(photo), await here.readPixels(photo)];
    const whole = await readPixels(photo, { fit: 'whole' });
    const here1280 = await here.readPixels(photo, { fit: 'whole' });
    expect([whole.width, Buffer.from(whole.rgb).equals(here1280.rgb)]).toEqual([here1280.width, true]);
    expect([square.width, Buffer.from(square.rgb).equals(expected.rgb)]).toEqual([1024, true]);
    const { reading } = await readMask(photo, { picture: { width: side, height: side } });
    expect(reading).toBe('brightness');
  });

  test('what is wrong with a file', async () => {
    expect(await codeOf(photo.subarray(0, photo.length / 2))).toBe('damaged');
    const mask = readMask(photo, { picture: { width: 100, height: 300 } });
    await expect(mask).rejects.toMatchObject({ problem: { code: 'mask-does-not-fit' } });
  });
});
