import { afterAll, describe, expect, test } from 'vitest';
import { parseLine } from '../../src/commands/parsing/parse-line.ts';
import type { Result } from '../../src/commands/ports/reply.ts';
import type { Upload } from '../../src/commands/ports/upload.ts';
import { makeResult } from '../../src/commands/results/results.ts';
import type { JobEvent } from '../../src/engine/client.ts';
import { encodePng, type JobId, pngToRaw, readRecipe } from '../../src/engine/client.ts';
import { follow, startEngine, submit } from '../engine/worker-engine.ts';
import { ann, memoryStudio, recordingReply } from './job-service.ts';
import { gradient, photo, uploaded } from './uploads.ts';

// From the typed line to the files of the answer, over the real worker and the model whose answers are formulas.
const { engine } = startEngine({}, afterAll);

async function draw(line: string, ...uploads: readonly Upload[]): Promise<Result> {
  const [jobService, reply] = [memoryStudio(), recordingReply()];
  const { command, options } = parseLine(line, uploads);
  await command.run({ asker: ann, engine, options, random: () => 0.5, reply, jobService });
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

const pixels = async (png: Uint8Array) => (await pngToRaw(png)).rgb;
