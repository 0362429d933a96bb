import { describe, expect, test } from 'vitest';
import { act, filmOf } from '../../../src/commands/actions/actions.ts';
import { turnPicture } from '../../../src/commands/actions/picture-actions.ts';
import type { JobSummary } from '../../../src/commands/ports/job-service.ts';
import type { Result } from '../../../src/commands/ports/reply.ts';
import { captionOf, detailsOf } from '../../../src/commands/recipes/caption.ts';
import { pictureId } from '../../../src/commands/recipes/picture-id.ts';
import { encodePng, type JobId, pngToRaw, type Recipe, recipeLimits } from '../../../src/engine/client.ts';
import { digits, type EngineFacts, refusalOf, type Trial, trial } from '../context.ts';
import { bob } from '../job-service.ts';
import { flat, gradient, photo, uploaded } from '../uploads.ts';

const pictureOf256 = await encodePng(gradient(256));
const frame = await encodePng(gradient(64));

interface SourceJob extends Trial {
  readonly id: JobId;
  readonly made: Recipe;
}

/** Makes a user who sees the result of this line. */
async function having(
  line: string,
  { files = 0, ...facts }: EngineFacts & { files?: number } = {},
): Promise<SourceJob> {
  const somebody = trial(facts);
  const { command, recipe, maskedBy } = await somebody.request(
    line,
    ...Array.from({ length: files }, () => ({ ...photo })),
  );
  const id = somebody.jobService.remember(
    { command, recipe, ...(maskedBy !== undefined && { maskedBy }) },
    { pictures: recipe.drawings.map(() => pictureOf256), frames: recipe.drawings.map(() => [frame, frame, frame]) },
  );
  return { ...somebody, id, made: recipe };
}

const latest = ({ jobService }: Trial) => jobService.requests.at(-1)!;

const shown = ({ contents }: Trial): Result => {
  const content = contents.at(-1);
  if (content?.kind !== 'result') throw new Error(`not a result: ${content?.kind}`);
  return content.result;
};

describe('Reroll', () => {
  test('is the same recipe with another seed', async () => {
    const past = await having('/anagram a | b seed:180 steps:9');
    await act('reroll', past.id, past.context);
    const { recipe, command, parent } = latest(past);
    expect({ command, parent }).toEqual({ command: 'anagram', parent: past.id });
    expect(recipe).toEqual({ ...past.made, drawings: [{ ...past.made.drawings[0]!, seed: 2 ** 30 }] });
  });

  test('keeps one seed for a whole sheet', async () => {
    const past = await having('/sdedit a cat sweep:yes seed:180', { files: 1 });
    await act('reroll', past.id, past.context);
    expect(new Set(latest(past).recipe.drawings.map((drawing) => drawing.seed))).toEqual(new Set([2 ** 30]));
  });

  test('is open to everybody, and then it is their job', async () => {
    const past = await having('/sample a dog');
    await act('reroll', past.id, { ...past.context, asker: bob });
    expect(latest(past).asker).toEqual(bob);
  });
});

describe('one picture of several', () => {
  const third = (id: JobId) => pictureId(id, 3);

  test('is chosen, and shown alone with its own buttons', async () => {
    const past = await having('/sample a dog count:4 seed:5');
    await act('choose', third(past.id), past.context);
    const { jobId, files, caption, actions, choices } = shown(past);
    expect({ jobId, caption, choices }).toEqual({
      jobId: third(past.id),
      caption: 'a dog · seed 7',
      choices: undefined,
    });
    expect(files).toHaveLength(1);
    expect(actions).toContain('vary');
  });

  test('is varied alone, five times on', async () => {
    const past = await having('/sample a dog count:4 seed:5');
    await act('vary', third(past.id), past.context);
    expect(latest(past)).toMatchObject({ parent: past.id, recipe: { drawings: [{ seed: 7, variations: [{}] }] } });
    for (let round = 2; round <= 5; round++) {
      const { command, recipe } = latest(past);
      const id = past.jobService.remember({ command, recipe }, { pictures: [pictureOf256] });
      await act('vary', id, past.context);
      expect(latest(past).recipe.drawings[0]!.variations).toHaveLength(round);
    }
  });

  test('is upscaled and filmed alone, and its settings name it', async () => {
    const past = await having('/sample a dog count:4 seed:5 upscale:no');
    await act('upscale', third(past.id), past.context);
    expect(latest(past).recipe.drawings).toEqual([expect.objectContaining({ seed: 7 })]);
    await act('film', third(past.id), past.context);
    expect(shown(past).files).toHaveLength(1);
    await act('settings', third(past.id), past.context);
    expect(JSON.stringify(past.contents.at(-1))).toContain(`/remix job:${past.id}.3`);
    expect((await past.recipe(`/remix a cat job:${past.id}.3`)).drawings).toEqual([
      expect.objectContaining({ seed: 7 }),
    ]);
  });

  test('is found in its message, or that of all, when the job is forgotten', async () => {
    const { made, context, jobService } = await having('/sample a dog count:4 seed:5');
    const gone = 'gone' as JobId;
    const sheet = await uploaded('sheet.png', gradient(256), made);
    const alone = await uploaded('one.png', gradient(256), { ...made, drawings: [made.drawings[2]!] });
    const singles = await Promise.all(
      made.drawings.map((each) => uploaded('each.png', gradient(256), { ...made, drawings: [each] })),
    );
    for (const files of [[sheet, ...singles], [alone]]) {
      await act('reroll', third(gone), { ...context, files: async () => files });
      expect(jobService.requests.at(-1)!.recipe.drawings).toHaveLength(1);
    }
  });

  test.each([0, 5, 99])('there is none with the number %i', async (number) => {
    const past = await having('/sample a dog count:4');
    const { message, hint } = await refusalOf(act('choose', pictureId(past.id, number), past.context));
    expect([message, hint]).toEqual([`There is no picture ${number} among them.`, 'They are numbered from 1 to 4.']);
  });

  test('is not chosen of one alone', async () => {
    const past = await having('/sample a dog');
    expect((await refusalOf(act('choose', past.id, past.context))).message).toMatch(/nothing that "choose" could do/);
  });
});

describe('Vary', () => {
  const step = { seed: 2 ** 30, strength: 0.35 };

  test('is the same recipe with nearly the same noise', async () => {
    const past = await having('/hybrid a | b');
    await act('vary', past.id, past.context);
    const { recipe, parent } = latest(past);
    expect(parent).toBe(past.id);
    expect(recipe).toEqual({ ...past.made, drawings: [{ ...past.made.drawings[0]!, variations: [step] }] });
  });

  test('of a variation goes on from there, and says which one it is', async () => {
    const past = await having('/sample a dog seed:5');
    await act('vary', past.id, past.context);
    const { command, recipe } = latest(past);
    const id = past.jobService.remember({ command, recipe }, { pictures: [pictureOf256], frames: [[frame]] });
    await act('vary', id, past.context);
    expect(latest(past).recipe.drawings[0]!.variations).toEqual([step, step]);
    expect(captionOf(latest(past).recipe)).toBe('a dog · seed 5 · variation 2');
    expect(detailsOf(latest(past))).toContainEqual(['variation', `2: seed ${2 ** 30} at 0.35`]);
    await act('reroll', id, past.context);
    expect(latest(past).recipe.drawings[0]).toEqual({ ...past.made.drawings[0], seed: 2 ** 30 });
  });

  test('is not offered without end', async () => {
    const past = await having('/sample a dog');
    const [drawing] = past.made.drawings;
    const variations = Array.from({ length: recipeLimits.variations }, () => step);
    const recipe = { ...past.made, drawings: [{ ...drawing!, variations }] };
    const id = past.jobService.remember({ command: 'sample', recipe });
    await expect(act('vary', id, past.context)).rejects.toThrow('There is nothing that "vary" could do');
  });

  test('leaves out what was not drawn, and keeps what must stay', async () => {
    const sweep = await having('/sdedit a cat sweep:yes', { files: 1 });
    await act('vary', sweep.id, sweep.context);
    expect(latest(sweep).recipe.drawings.map(({ label }) => label)).toEqual(
      [1, 3, 5, 7, 10, 20, 28].map((start) => `start ${start}`),
    );
    const inpainted = await having('/inpaint a hat region:left', { files: 1 });
    await act('vary', inpainted.id, inpainted.context);
    expect(latest(inpainted).recipe.drawings[0]!.keep).toEqual(inpainted.made.drawings[0]!.keep);
    expect(latest(inpainted).recipe.finish).toEqual(inpainted.made.finish);
  });
});

test('a picture that was pasted into is not upscaled, since no stage draws its size', async () => {
  const past = await having('/inpaint a hat region:left', { files: 1 });
  await expect(act('upscale', past.id, past.context)).rejects.toThrow('There is nothing that "upscale" could do');
});

describe('Upscale', () => {
  test('makes a finished picture four times larger, and changes nothing else', async () => {
    const past = await having('/sample a dog seed:180');
    await act('upscale', past.id, past.context);
    const { command, recipe } = latest(past);
    expect(command).toBe('upscale');
    expect(recipe).toMatchObject({
      drawings: [{ start: { kind: 'image', timestep: null }, walk: { kind: 'none' }, term: { prompt: 'a dog' } }],
      finish: { upscaleTo: 1024 },
    });
  });

  test("makes a small picture the model's own size first", async () => {
    const past = await having('/sample a dog upscale:no');
    await act('upscale', past.id, past.context);
    expect(latest(past).recipe.finish).toEqual({ upscaleTo: 256 });
  });

  test('leaves out what a sweep is only compared with', async () => {
    const past = await having('/sdedit a cat sweep:yes', { files: 1 });
    await act('upscale', past.id, past.context);
    expect(latest(past).recipe.drawings).toHaveLength(7);
  });

  test('ends at the largest', async () => {
    const past = await having('/upscale 1024', { files: 1 });
    const { hint } = await refusalOf(act('upscale', past.id, past.context));
    expect(hint).toBe('The buttons below a picture are those that work.');
  });

  test('says when the model cannot', async () => {
    const past = await having('/sample seven', { models: [digits] });
    const { message } = await refusalOf(act('upscale', past.id, past.context));
    expect(message).toBe('The model digits has no super-resolution.');
  });
});

describe('looks at a result make no job', () => {
  test('Turn shows an anagram through its second view', async () => {
    const past = await having('/anagram a | b view:rotate180');
    await act('turn', past.id, past.context);
    const { caption, files, jobId } = shown(past);
    expect({ caption, jobId, name: files[0]!.name }).toEqual({
      caption: 'The picture when turned by half',
      jobId: past.id,
      name: 'anagram-rotate180.png',
    });
    // A flip would begin with the corner that is [255, 0, 128].
    const { rgb } = await pngToRaw(files[0]!.bytes);
    expect([...rgb.subarray(0, 3)]).toEqual([255, 255, 128]);
    expect(past.jobService.requests).toHaveLength(1);
  });

  test('Turn shows anything else upside down', async () => {
    const past = await having('/sample a dog');
    await act('turn', past.id, past.context);
    const { rgb } = await pngToRaw(shown(past).files[0]!.bytes);
    expect([rgb[0], rgb.at(-3)]).toEqual([255, 0]);
  });

  test('Near–Far shows it in falling sizes', async () => {
    const past = await having('/hybrid a | b');
    await act('near-far', past.id, past.context);
    const { files } = shown(past);
    expect(files[0]).toMatchObject({ name: 'hybrid-near-far.png', mediaType: 'image/png' });
  });

  test.each([
    ['colour', 'In colour and in grey'],
    ['motion', 'Still and moving'],
  ])('Near–Far of a hybrid by %s shows what its prompts are read by', async (kind, caption) => {
    const past = await having(`/hybrid a | b kind:${kind}`);
    await act('near-far', past.id, past.context);
    expect(shown(past)).toMatchObject({ caption, files: [{ name: `hybrid-${kind}.png` }] });
  });

  test('Film shows every step and the picture', async () => {
    const past = await having('/sample a dog');
    await act('film', past.id, past.context);
    expect(shown(past).files[0]).toMatchObject({ name: 'sample-film.webp', mediaType: 'image/webp' });
  });

  test('Settings are a line to paste, and the details', async () => {
    const past = await having('/inpaint a hat region:left seed:180', { files: 1 });
    await act('settings', past.id, past.context);
    const content = past.contents.at(-1);
    if (content?.kind !== 'text') throw new Error('not a text');
    const lines = content.sections.flatMap((section) => section.lines);
    expect(lines).toContain('Attach the picture it was drawn into.');
    expect(lines).toContain('seed: 180');
    expect(lines[0]).toMatch(/^\/inpaint "a hat" image:1 region:left .*seed:180/);
  });
});

test('Settings suggest another seed than the one that it has', async () => {
  for (const [seed, other] of [
    [180, 181],
    [5, 180],
  ]) {
    const past = await having(`/sample a dog seed:${seed}`);
    await act('settings', past.id, past.context);
    expect(JSON.stringify(past.contents.at(-1))).toContain(`/remix job:${past.id} seed:${other}"`);
  }
});

describe('Cancel', () => {
  test('stops what is waiting', async () => {
    const { context, jobService, type } = trial();
    await type('/sample a dog');
    await act('cancel', 'job1' as JobId, context);
    expect(await jobService.queue()).toEqual([]);
  });

  test('is for whoever asked', async () => {
    const { context, type } = trial();
    await type('/sample a dog');
    const attempt = act('cancel', 'job1' as JobId, { ...context, asker: bob });
    expect((await refusalOf(attempt)).message).toBe('Somebody else asked for that picture.');
  });
});

describe('a button that can do nothing says so', () => {
  test('when the job is gone', async () => {
    const notice = await refusalOf(act('reroll', 'job9' as JobId, trial().context));
    expect(notice.message).toBe('That picture is no longer kept here.');
  });

  test('when its pictures are gone', async () => {
    const past = await having('/sample a dog');
    const gone = past.jobService.remember({ recipe: past.made } satisfies Partial<JobSummary>);
    for (const action of ['upscale', 'turn'] as const) {
      expect((await refusalOf(act(action, gone, past.context))).message).toBe('That picture is no longer kept here.');
    }
    expect((await refusalOf(act('film', gone, past.context))).message).toMatch(/no longer kept/);
  });

  test('when it is not finished yet', async () => {
    const { context, type } = trial();
    await type('/sample a dog');
    for (const action of ['upscale', 'turn'] as const) {
      const { message } = await refusalOf(act(action, 'job1' as JobId, context));
      expect(message).toBe('That picture is not finished yet.');
    }
  });

  test('when the picture is of another kind', async () => {
    const past = await having('/noise 500', { files: 1 });
    for (const action of ['vary', 'near-far', 'film'] as const) {
      const { message } = await refusalOf(act(action, past.id, past.context));
      expect(message).toBe(`There is nothing that "${action}" could do with that picture.`);
    }
  });
});

/** Makes a user who sees an old message: only its files are left. */
async function longAfter(line: string, { files = 0, sides = [64, 64] }: { files?: number; sides?: number[] } = {}) {
  const before = await trial().request(line, ...Array.from({ length: files }, () => ({ ...photo })));
  const { drawings } = before.recipe;
  const alone = drawings.map((drawing, i) =>
    uploaded(`${i}.png`, gradient(sides[i] ?? 64), { ...before.recipe, drawings: [drawing] }),
  );
  const sheet = drawings.length > 1 ? [uploaded('sheet.png', flat(200, [1, 2, 3]), before.recipe)] : [];
  const uploads = await Promise.all([...sheet, ...alone, uploaded('mask.png', flat(64, [0, 0, 0]))]);
  const somebody = trial();
  const id = 'swept' as JobId;
  return { ...somebody, id, uploads, made: before, context: { ...somebody.context, files: async () => uploads } };
}

describe('when the job is no longer stored, its message is read', () => {
  test('Reroll draws the recipe that the picture carries, and points at no job', async () => {
    const past = await longAfter('/anagram a | b seed:180 steps:9');
    await act('reroll', past.id, past.context);
    const { recipe, command } = latest(past);
    expect(command).toBe('anagram');
    expect(recipe.drawings).toEqual([{ ...past.made.recipe.drawings[0]!, seed: 2 ** 30 }]);
    expect(latest(past)).not.toHaveProperty('parent');
  });

  test('a sheet is followed by its pictures', async () => {
    const past = await longAfter('/sample a dog count:2 seed:5 upscale:no', { sides: [32, 48] });
    await act('upscale', past.id, past.context);
    const starts = latest(past).recipe.drawings.map(({ start }) => (start.kind === 'image' ? start.image.png : ''));
    const sides = starts.map(async (png) => (await pngToRaw(Buffer.from(png, 'base64'))).width);
    expect(await Promise.all(sides)).toEqual([32, 48]);
  });

  test('Upscale, Turn and Near–Far use the picture itself', async () => {
    const past = await longAfter('/anagram a | b upscale:no');
    await act('upscale', past.id, past.context);
    expect(latest(past)).toMatchObject({ command: 'upscale', recipe: { finish: { upscaleTo: 256 } } });
    await act('turn', past.id, past.context);
    expect((await pngToRaw(shown(past).files[0]!.bytes)).rgb[0]).toBe(255);
    const hybrid = await longAfter('/hybrid a | b');
    await act('near-far', hybrid.id, hybrid.context);
    expect(shown(hybrid).files[0]!.name).toBe('hybrid-near-far.png');
  });

  test('Settings name the picture in place of the job', async () => {
    const past = await longAfter('/sample a dog seed:5');
    await act('settings', past.id, past.context);
    const said = JSON.stringify(past.contents.at(-1));
    expect(said).toContain('/remix image:1 seed:180');
    expect(said).not.toContain('job:');
  });

  test('Film says that the steps are gone', async () => {
    const past = await longAfter('/sample a dog');
    expect((await refusalOf(act('film', past.id, past.context))).message).toBe(
      'The steps of that picture are no longer kept.',
    );
  });

  test('a job that is still known takes the pictures of its message', async () => {
    const past = await longAfter('/sample a dog upscale:no');
    const id = past.jobService.remember({ recipe: past.made.recipe });
    await act('upscale', id, past.context);
    expect(latest(past)).toMatchObject({ parent: id, recipe: { drawings: [{ start: { kind: 'image' } }] } });
  });

  test('a stored job fetches no file', async () => {
    const past = await having('/sample a dog');
    const files = () => Promise.reject(new Error('asked for'));
    await act('upscale', past.id, { ...past.context, files });
    expect(latest(past).parent).toBe(past.id);
  });

  test('a message without its pictures says so', async () => {
    const past = await longAfter('/sample a dog count:2 upscale:no');
    const files = async () => past.uploads.slice(0, 2);
    const { message } = await refusalOf(act('upscale', past.id, { ...past.context, files }));
    expect(message).toBe('That picture is no longer kept here.');
    const strangers = { ...past.context, files: async () => [photo] };
    expect((await refusalOf(act('reroll', past.id, strangers))).message).toBe('That picture is no longer kept here.');
  });

  test('a damaged picture in it is named', async () => {
    const past = await longAfter('/sample a dog upscale:no');
    const [{ name, bytes }] = past.uploads as [(typeof past.uploads)[0]];
    const files = async () => [{ name, bytes: bytes.subarray(0, bytes.length - 60) }];
    expect((await refusalOf(act('upscale', past.id, { ...past.context, files }))).message).toMatch(
      /"0.png" is damaged/,
    );
  });
});

test('a film can be had without an answer', async () => {
  const past = await having('/sample a dog');
  expect(await filmOf(past.id, past.context)).toMatchObject({ name: 'sample-film.webp', mediaType: 'image/webp' });
  expect(past.contents).toEqual([]);
});

describe('any picture of a chat', () => {
  test('is put upside down, its middle where it is not square', async () => {
    const somebody = trial();
    await turnPicture(photo, somebody.context);
    const { files, caption } = shown(somebody);
    expect(caption).toBe('The picture when flipped upside down');
    expect((await pngToRaw(files[0]!.bytes)).rgb[0]).toBe(255);
    const wide = { width: 6, height: 2, rgb: new Uint8Array(36) };
    await turnPicture(await uploaded('wide.png', wide), somebody.context);
    expect((await pngToRaw(shown(somebody).files[0]!.bytes)).width).toBe(2);
  });

  test('is turned by its second view where it is an anagram of ours', async () => {
    const past = await longAfter('/anagram a | b view:rotate180');
    await turnPicture(past.uploads[0]!, past.context);
    expect([...(await pngToRaw(shown(past).files[0]!.bytes)).rgb.subarray(0, 3)]).toEqual([255, 255, 128]);
  });

  test('is refused where its recipe does not fit its size', async () => {
    const past = await longAfter('/anagram a | b view:patch-permute', { sides: [63] });
    const { message } = await refusalOf(turnPicture(past.uploads[0]!, past.context));
    expect(message).toBe('There is nothing that "turn" could do with that picture.');
  });
});

describe('what is made of a hidden picture is hidden', () => {
  test('when its job is known as flagged', async () => {
    const past = await having('/hybrid a | b');
    const kept = { pictures: [pictureOf256], frames: [[frame]], flagged: [true] };
    const id = past.jobService.remember({ recipe: past.made, command: 'hybrid' }, kept);
    await act('near-far', id, past.context);
    expect(shown(past).files[0]!.isSensitive).toBe(true);
    await act('film', id, past.context);
    expect(shown(past).files[0]!.isSensitive).toBe(true);
    await act('near-far', past.id, past.context);
    expect(shown(past).files[0]).not.toHaveProperty('isSensitive');
  });

  test('when only its message is left', async () => {
    const past = await longAfter('/hybrid a | b');
    const files = async () => past.uploads.map((upload) => ({ ...upload, isSensitive: true as const }));
    await act('near-far', past.id, { ...past.context, files });
    expect(shown(past).files[0]!.isSensitive).toBe(true);
  });

  test('when it is turned', async () => {
    const somebody = trial();
    await turnPicture({ ...photo, isSensitive: true }, somebody.context);
    expect(shown(somebody).files[0]!.isSensitive).toBe(true);
  });
});
