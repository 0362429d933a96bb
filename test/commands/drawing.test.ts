import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { parseLine } from '../../src/commands/parsing/parse-line.ts';
import type { Result } from '../../src/commands/ports/reply.ts';
import type { Upload } from '../../src/commands/ports/upload.ts';
import { makeResult } from '../../src/commands/results/results.ts';
import type { JobEvent } from '../../src/engine/client.ts';
import { encodePng, type JobId, pngToRaw, readRecipe } from '../../src/engine/client.ts';
import { changesOf, onlyWithin, wideMask, widePhoto } from '../bot/wide-photo.ts';
import { follow, startEngine, submit } from '../engine/worker-engine.ts';
import { ann, memoryStudio, recordingReply } from './job-service.ts';
import { memoryStyles } from './style-store.ts';
import { gradient, photo, uploaded } from './uploads.ts';

// From the typed line to the files of the answer, over the real worker and the model whose answers are formulas.
const { engine } = startEngine({}, afterAll);

async function draw(line: string, ...uploads: readonly Upload[]): Promise<Result> {
  const [jobService, reply] = [memoryStudio(), recordingReply()];
  const { command, options } = parseLine(line, uploads);
  await command.run({
    asker: ann,
    engine,
    options,
    random: () => 0.5,
    reply,
    jobService,
    styles: memoryStyles(),
    removePosts: async () => true,
  });
  const request = jobService.requests[0]!;
  const events = await follow(submit(engine, request.recipe));
  const done = events.at(-1);
  if (done?.kind !== 'done') throw new Error(`${line}: ${JSON.stringify(done)}`);
  expect(done.pictures).toHaveLength(request.recipe.drawings.length);
  const frames = await framesOf(events, done.pictures.length);
  return makeResult({ jobId: 'job1' as JobId, request, frames, pictures: done.pictures, timing: done.timing });
}

/** Previews of the steps, one list a drawing. */
const framesOf = (events: readonly JobEvent[], drawings: number) =>
  Promise.all(
    Array.from({ length: drawings }, (_, i) =>
      Promise.all(
        events.flatMap((event) => (event.kind === 'step' && event.drawing === i ? [encodePng(event.preview)] : [])),
      ),
    ),
  );

const walk = 'steps:3 upscale:no seed:180';
const drawnByHand = await uploaded('drawing.png', gradient(100));

describe('what a command makes can be drawn', () => {
  test.each<[string, ...Upload[]]>([
    [`/sample a skull ${walk}`],
    ['/sample a skull steps:3'],
    [`/sample a skull ${walk} count:2 film:yes`],
    [`/sample a skull ${walk} sampler:ddpm spacing:strided interval:200-800 negative:a dog`],
    [`/sample a skull ${walk} sampler:ddim eta:1 threshold:no`],
    [`/sdedit a skull ${walk}`, drawnByHand],
    ['/sdedit a skull steps:34 spacing:strided sampler:ddpm sweep:yes upscale:no', drawnByHand],
    ['/sdedit a skull start:33 upscale:no', drawnByHand],
    [`/inpaint a skull region:"top half" ${walk}`, photo],
    [`/inpaint a skull region:"top half" resample:2 form:clean ${walk}`, photo],
    [`/anagram "a skull" "a dog" ${walk}`],
    [`/anagram a skull | a dog | a pencil view:jigsaw ${walk}`],
    [`/anagram "a skull" "a dog" image:1 region:centre ${walk}`, photo],
    [`/hybrid "a skull" "a dog" ${walk}`],
    [`/hybrid "a skull" "a dog" "a pencil" ${walk}`],
    [`/hybrid "a skull" "a dog" kind:colour start-image:1 ${walk}`, drawnByHand],
    [`/hybrid "a skull" "a dog" kind:motion photo:1 ${walk}`, photo],
    ['/upscale', photo],
    ['/upscale 128', photo],
    ['/noise', photo],
    ['/noise 0', photo],
    ['/denoise film:yes', photo],
    ['/denoise 999', photo],
    ['/denoise 0', photo],
  ])('%s', async (line, ...uploads) => {
    const { files } = await draw(line, ...uploads);
    for (const { bytes, altText } of files) {
      expect(bytes.length).toBeGreaterThan(0);
      expect(altText).toMatch(/\.$/);
    }
    expect(readRecipe(files[0]!.bytes)).toBeDefined();
  });
});

test('one of several is the same picture as it is alone', async () => {
  const both = await draw('/sample a skull steps:3 upscale:no seed:180 count:2');
  const alone = await draw('/sample a skull steps:3 upscale:no seed:181');
  expect(await pixels(both.files[2]!.bytes)).toEqual(await pixels(alone.files[0]!.bytes));
});

test('an inpainted picture keeps its size, and every pixel outside the mask', async () => {
  const line = `/inpaint a skull ${walk} count:2 film:yes`;
  const { files, actions } = await draw(line, await widePhoto(), await wideMask());
  const sizes = await Promise.all(files.map(({ bytes }) => sharp(bytes).metadata()));
  expect(files.map(({ name }, i) => `${name} ${sizes[i]!.width}`)).toEqual([
    expect.stringMatching(/^inpaint-180-sheet.png/),
    'inpaint-180-1.png 1200',
    'inpaint-180-2.png 1200',
    'inpaint-180-mask.png 1200',
    expect.stringMatching(/^inpaint-180-film.webp/),
  ]);
  for (const { bytes } of files.slice(1, 3)) expect(await changesOf(bytes)).toSatisfy(onlyWithin);
  expect(actions).not.toContain('upscale');

  const again = await draw('/remix image:1 film:yes', { name: 'one.png', bytes: files[1]!.bytes });
  expect(again.files[0]!.bytes).toEqual(files[1]!.bytes);
});

describe('a photo keeps its shape', () => {
  const sizes = async ({ files }: Result) =>
    Promise.all(files.map(({ bytes }) => sharp(bytes).metadata())).then((all) =>
      all.map(({ width, pageHeight, height }) => `${width} × ${pageHeight ?? height}`),
    );

  test.each([
    ['/sdedit a skull steps:3 film:yes', ['256 × 144', '256 × 144']],
    ['/hybrid "a skull" "a dog" photo:1 steps:3', ['256 × 144', expect.any(String)]],
    ['/upscale size:1024', ['1024 × 576']],
    ['/sdedit a skull steps:3 crop:yes', ['256 × 256']],
  ])('%s', async (line, expected) => {
    const small = {
      name: 'small.png',
      bytes: await sharp((await widePhoto()).bytes)
        .resize(800)
        .png()
        .toBuffer(),
    };
    expect(await sizes(await draw(line, small))).toEqual(expected);
  });

  test('so does the original beside a sweep', async () => {
    const { files } = await draw('/sdedit a skull sweep:yes steps:3 spacing:strided', await widePhoto());
    const { data, info } = await sharp(files.at(-1)!.bytes).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([256, 144]);
    const expected = await sharp((await widePhoto()).bytes)
      .resize(256, 144)
      .raw()
      .toBuffer();
    const apart = data.reduce((sum, value, i) => sum + Math.abs(value - expected[i]!), 0) / data.length;
    expect(apart).toBeLessThan(2);
  });
});

const pixels = async (png: Uint8Array) => (await pngToRaw(png)).rgb;
