import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNoiseGenerator } from '../../../src/engine/diffusion/random.ts';
import { timestepsFor } from '../../../src/engine/diffusion/schedule.ts';
import { drawRecipe } from '../../../src/engine/drawing/draw-recipe.ts';
import type { WorkerStep } from '../../../src/engine/drawing/progress.ts';
import type { RawPicture } from '../../../src/engine/engine.ts';
import type { Work } from '../../../src/engine/ipc/protocol.ts';
import { type LoadedModel, loadModel } from '../../../src/engine/models/load.ts';
import type {
  Conditioning,
  Constraint,
  Drawing,
  Init,
  Picture,
  Recipe,
  SamplingConfig,
} from '../../../src/engine/recipe.ts';
import { aTurn, gaussianDir } from '../models/fixture.ts';
import { ddimSampling, drawing, paint, prompt, recipe } from '../recipes.ts';

let model: LoadedModel;
let photo: Picture;
let mask: Picture;
/** The rows of each run so far. */
const runs: number[] = [];

beforeAll(async () => {
  const hooks = () => ({ onRunEnd: (rows: number) => runs.push(rows) });
  model = await loadModel(gaussianDir, { pinned: 'cpu', maxBatch: 8, hooks });
  photo = await paint(256, (row, col) => [row, col, 255 - row]);
  mask = await paint(64, (_row, col) => (col < 32 ? [255, 255, 255] : [0, 0, 0]));
});
afterAll(() => model.release());

interface Outcome {
  readonly pictures: readonly RawPicture[];
  readonly steps: readonly WorkerStep[];
  readonly planned: Work;
  readonly left: Work;
}

async function draw(given: Recipe, signal = new AbortController().signal, job = '1'): Promise<Outcome> {
  const steps: WorkerStep[] = [];
  let planned: Work = { base: 0, upscale: 0 };
  let left = planned;
  const pictures = await drawRecipe(given, model, {
    owner: { ...aTurn, job },
    signal,
    onPlanned(work) {
      planned = left = work;
    },
    onStep(step, rest) {
      steps.push(step);
      left = rest;
    },
  });
  return { pictures, steps, planned, left };
}

const drawOne = async (given: Drawing, upscaleTo: number | null = null): Promise<RawPicture> =>
  (await draw(recipe([given], upscaleTo))).pictures[0]!;

/** Planes of −1 … 1 values to 8-bit pixels, as the engine rounds and clamps. */
function pixels(values: ArrayLike<number>, side: number): Uint8Array {
  const area = side * side;
  const value = (i: number) => values[(i % 3) * area + Math.floor(i / 3)]!;
  return Uint8Array.from({ length: 3 * area }, (_, i) =>
    Math.min(255, Math.max(0, Math.round((value(i) + 1) * 127.5))),
  );
}

const gap = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), a.length === b.length ? 0 : 256);

/** The mean of the data for a prompt, one number per channel: tanh(mean token embedding) / 2. */
async function promptMean(text: string): Promise<readonly number[]> {
  const { data, shape, tokens } = await model.encode(text);
  return [0, 1, 2].map((channel) => {
    let sum = 0;
    for (let token = 0; token < tokens; token += 1) sum += data[token * shape[1] + channel]!;
    return Math.tanh(sum / tokens) / 2;
  });
}

/**
 * Where DDIM carries seed 180 for data ~ N(m, 1): the offset x − √ᾱ m shrinks at each step by √(ᾱ ᾱ′) + √((1 − ᾱ)(1 −
 * ᾱ′)).
 */
function ddimEnd(mean: readonly number[], steps: number): Uint8Array {
  const side = model.info.imageSize;
  const levels = timestepsFor('leading', steps, 1000).map((t) => model.schedule.alphaCumprodAt(t));
  const shrink = levels
    .slice(1)
    .reduce((product, to, i) => product * (Math.sqrt(levels[i]! * to) + Math.sqrt((1 - levels[i]!) * (1 - to))), 1);
  const { data } = createNoiseGenerator(180).randn([1, 3, side, side]);
  const end = data.map((x, i) => {
    const m = mean[Math.floor(i / side ** 2)]!;
    return m + shrink * (x - Math.sqrt(levels[0]!) * m);
  });
  return pixels(end, side);
}

const anagramOf = (view: 'flip' | 'negate'): Conditioning => ({
  kind: 'views',
  parts: [
    { view: 'identity', term: prompt('a skull') },
    { view, term: prompt('a dog') },
  ],
});

const hybrid: Conditioning = { kind: 'components', split: 'frequency', terms: [prompt('a skull'), prompt('a dog')] };

describe('sampling ends where the formula says', () => {
  // Means are constant over the picture: a flip keeps them, negation turns their sign, a high-pass filter removes them.
  it.each<{
    name: string;
    term: Conditioning;
    scale: number;
    mean: (skull: number, dog: number, none: number) => number;
  }>([
    { name: 'a prompt', term: prompt('a skull'), scale: 1, mean: (skull) => skull },
    { name: 'guidance', term: prompt('a skull'), scale: 3, mean: (skull, _dog, none) => none + 3 * (skull - none) },
    { name: 'an anagram', term: anagramOf('flip'), scale: 1, mean: (skull, dog) => (skull + dog) / 2 },
    { name: 'a negated view', term: anagramOf('negate'), scale: 1, mean: (skull, dog) => (skull - dog) / 2 },
    {
      name: 'a guided anagram',
      term: anagramOf('negate'),
      scale: 3,
      mean: (skull, dog) => (3 * skull - 3 * dog) / 2, // the unconditional means of the two views cancel
    },
    { name: 'a hybrid', term: hybrid, scale: 1, mean: (skull) => skull },
    { name: 'a guided hybrid', term: hybrid, scale: 3, mean: (skull, _dog, none) => none + 3 * (skull - none) },
    {
      name: 'a hybrid of an anagram',
      term: { kind: 'components', split: 'frequency', terms: [anagramOf('flip'), prompt('a rocket ship')] },
      scale: 1,
      mean: (skull, dog) => (skull + dog) / 2,
    },
  ])('$name', async ({ term, scale, mean }) => {
    const [skull, dog, none] = await Promise.all(['a skull', 'a dog', ''].map(promptMean));
    const means = skull!.map((m, channel) => mean(m, dog![channel]!, none![channel]!));
    const picture = await drawOne(drawing({ term, guidance: { scale, negative: '' }, walk: ddimSampling(10) }));
    expect(gap(picture.rgb, ddimEnd(means, 10))).toBeLessThanOrEqual(1);
  });

  it('uses the negative prompt for the unconditional prediction', async () => {
    const [skull, dog] = await Promise.all(['a skull', 'a dog'].map(promptMean));
    const means = skull!.map((m, channel) => dog![channel]! + 3 * (m - dog![channel]!));
    const picture = await drawOne(drawing({ guidance: { scale: 3, negative: 'a dog' }, walk: ddimSampling(10) }));
    expect(gap(picture.rgb, ddimEnd(means, 10))).toBeLessThanOrEqual(1);
  });
});

describe('starts and single steps', () => {
  it('starts from the noise of its seed before anything else draws from it', async () => {
    const { rgb } = await drawOne(drawing({ walk: { kind: 'none' } }));
    const golden = [0.203922197, 0.540207565, 0.926260233, -0.246728778]; // torch.manual_seed(180); torch.randn(1, 3, 64, 64)
    const red = [0, 3, 6, 9].map((i) => rgb[i]);
    expect(red).toEqual(golden.map((value) => Math.round((value + 1) * 127.5)));
  });

  it('noises an image to its timestep', async () => {
    const grey = await paint(32, () => [191, 191, 191]);
    const { rgb } = await drawOne(
      drawing({ start: { kind: 'image', image: grey, timestep: 500 }, walk: { kind: 'none' } }),
    );
    const alphaCumprod = model.schedule.alphaCumprodAt(500);
    const { data } = createNoiseGenerator(180).randn([1, 3, 32, 32]);
    const expected = data.map((eps) => Math.sqrt(alphaCumprod) * (191 / 127.5 - 1) + Math.sqrt(1 - alphaCumprod) * eps);
    expect(gap(rgb, pixels(expected, 32))).toBe(0);
  });

  it('leaves a clean image as it is, at the side of the model', async () => {
    const grey = await paint(256, () => [17, 130, 250]);
    const { rgb, width } = await drawOne(
      drawing({ start: { kind: 'image', image: grey, timestep: null }, walk: { kind: 'none' } }),
    );
    expect(width).toBe(32);
    expect([...new Set(rgb)].sort((a, b) => a - b)).toEqual([17, 130, 250]);
  });

  it('predicts x0 in one step: √ᾱ x + (1 − ᾱ) m', async () => {
    const given = { start: { kind: 'image', image: photo, timestep: 690 } as const };
    const { pictures, steps } = await draw(recipe([drawing({ ...given, walk: { kind: 'one-step' } })]));
    expect(steps.map(({ t, step, totalSteps }) => [t, step, totalSteps])).toEqual([[690, 1, 1]]);
    expect(steps[0]!.preview.rgb).toEqual(pictures[0]!.rgb);
  });

  it('samples only the timesteps below its init', async () => {
    const { steps } = await draw(
      recipe([drawing({ start: { kind: 'image', image: photo, timestep: 500 }, walk: ddimSampling(10) })]),
    );
    expect(steps.map(({ t }) => t)).toEqual([500, 400, 300, 200, 100, 0]);
  });

  it('blurs', async () => {
    const start = { kind: 'image', image: photo, timestep: null } as const;
    const { rgb, width } = await drawOne(drawing({ start, walk: { kind: 'blur', size: 5, sigma: 2 } }));
    expect(rgb.length).toBe(3 * width ** 2);
  });
});

describe('keeping', () => {
  it.each(['renoised', 'clean'] as const)('leaves every pixel outside the mask as it was (%s)', async (form) => {
    const keep: Constraint = { kind: 'mask', image: photo, mask, form };
    const start = { kind: 'image', image: photo, timestep: null } as const;
    const [kept, original] = await Promise.all([
      drawOne(drawing({ keep })),
      drawOne(drawing({ start, walk: { kind: 'none' } })),
    ]);
    const right = (rgb: Uint8Array) => rgb.filter((_, i) => Math.floor(i / 3) % 32 >= 17);
    expect(right(kept.rgb)).toEqual(right(original.rgb));
    expect(kept.rgb).not.toEqual(original.rgb);
  });

  it('keeps the pixels outside the mask at full size, not enlarged ones', async () => {
    const keep: Constraint = { kind: 'mask', image: photo, mask, form: 'renoised' };
    const { rgb, width } = await drawOne(drawing({ keep }), 256);
    expect(width).toBe(256);
    for (const [row, col] of [
      [0, 200],
      [100, 180],
      [255, 255],
    ] as const) {
      expect([...rgb.subarray((row * 256 + col) * 3, (row * 256 + col) * 3 + 3)]).toEqual([row, col, 255 - row]);
    }
  });

  it('counts the steps that RePaint repeats', async () => {
    const resample = { jumpLength: 2, jumpCount: 3 };
    const { steps } = await draw(
      recipe([drawing({ keep: { kind: 'mask', image: photo, mask, form: 'renoised', resample } })]),
    );
    expect(steps.map(({ step }) => step)).toEqual(steps.map((_, i) => i + 1));
    expect(steps.at(-1)).toMatchObject({ step: steps.at(-1)!.totalSteps });
    expect(steps.length).toBeGreaterThan(4);
  });
});

describe('every init with every conditioning and every constraint', () => {
  const starts: Record<string, () => Init> = {
    noise: () => ({ kind: 'noise' }),
    drawing: () => ({ kind: 'image', image: photo, timestep: 690 }),
  };
  const keeps: Record<string, () => Constraint | undefined> = {
    nothing: () => undefined,
    mask: () => ({ kind: 'mask', image: photo, mask, form: 'renoised' }),
    'clean mask': () => ({ kind: 'mask', image: photo, mask, form: 'clean' }),
    repaint: () => ({ kind: 'mask', image: photo, mask, form: 'renoised', resample: { jumpLength: 1, jumpCount: 2 } }),
    component: () => ({ kind: 'component', image: photo, split: 'frequency', index: 1 }),
  };
  const terms: Record<string, Conditioning> = {
    prompt: prompt('a skull'),
    anagram: anagramOf('flip'),
    hybrid,
    'triple hybrid': {
      kind: 'components',
      split: 'triple-frequency',
      terms: [prompt('a skull'), prompt('a dog'), prompt('waterfalls')],
    },
    'anagram of hybrids': {
      kind: 'views',
      parts: [
        { view: 'jigsaw', term: hybrid },
        { view: 'skew', term: prompt('a dog') },
      ],
    },
  };
  const configs: readonly SamplingConfig[] = (['ddpm', 'ddim', 'dpm++2m'] as const).map((sampler) => ({
    kind: 'sample',
    sampler,
    spacing: 'strided',
    steps: 4,
    thresholding: true,
  }));

  it.each(Object.keys(terms))('%s', async (name) => {
    const combinations = Object.values(starts).flatMap((start) =>
      Object.values(keeps).map((keep) => [start(), keep()] as const),
    );
    const drawings = combinations.map(([start, keep], i) =>
      drawing({
        term: terms[name]!,
        start,
        guidance: { scale: 4, negative: 'a pencil' },
        walk: configs[i % configs.length]!,
        ...(keep && { keep }),
      }),
    );
    const { pictures, steps, left } = await draw(recipe(drawings));
    expect(pictures.map(({ width }) => width)).toEqual(drawings.map(() => 32));
    expect(steps.at(-1)!.step).toBe(steps.at(-1)!.totalSteps);
    expect(left).toEqual({ base: 0, upscale: 0 });
    // One colour all over would be a picture that broke down.
    for (const { rgb } of pictures) expect(new Set(rgb).size).toBeGreaterThan(50);
  });
});

describe('enlarging', () => {
  it('sees the noised picture and its noise level: x0 = √ᾱ_label · low-res', async () => {
    const grey = await paint(32, () => [191, 191, 191]);
    const start = { kind: 'image', image: grey, timestep: null } as const;
    const { rgb } = await drawOne(drawing({ start, walk: { kind: 'none' } }), 256);
    const trust = Math.sqrt(model.schedule.alphaCumprodAt(50));
    const noise = Math.sqrt(1 - model.schedule.alphaCumprodAt(50));
    const { data } = createNoiseGenerator(180).randn([1, 3, 256, 256]);
    const expected = data.map((eps) => trust * (trust * (191 / 127.5 - 1) + noise * eps));
    expect(gap(rgb, pixels(expected, 256))).toBeLessThanOrEqual(1);
  });

  it.each([
    { upscaleTo: 128, width: 128, passes: 1 },
    { upscaleTo: 256, width: 256, passes: 1 },
    { upscaleTo: 512, width: 512, passes: 2 },
  ])('gives a drawing of $upscaleTo px in $passes passes', async ({ upscaleTo, width, passes }) => {
    const { pictures, steps, left } = await draw(recipe([drawing({ term: anagramOf('flip') })], upscaleTo));
    expect(pictures[0]).toMatchObject({ width, height: width });
    expect(steps.filter(({ stage }) => stage === 'upscale').length).toBe(4 * passes);
    expect(steps.every(({ preview }) => preview.width <= 128)).toBe(true);
    expect(left).toEqual({ base: 0, upscale: 0 });
  });

  it('asks an anagram in both of its views, and a hybrid once', async () => {
    const [anagram, mixed] = await Promise.all([
      draw(recipe([drawing({ term: anagramOf('flip') })], 256)),
      draw(recipe([drawing({ term: hybrid })], 256)),
    ]);
    expect([anagram.planned.upscale, mixed.planned.upscale]).toEqual([8, 4]);
  });
});

describe('sharing runs', () => {
  it('gives the same bytes again', async () => {
    const given = recipe([drawing({ walk: { ...ddimSampling(6), sampler: 'ddpm' } as SamplingConfig })], 256);
    const [first, second] = [await draw(given), await draw(given)];
    expect(first.pictures).toEqual(second.pictures);
  });

  it('gives one picture of sixteen the bytes of the picture alone', async () => {
    // Measured on the CPU provider with the analytic model: 0 levels. A network's sums may round differently.
    const seeds = Array.from({ length: 16 }, (_, i) => 180 + i);
    const together = await draw(recipe(seeds.map((seed) => drawing({ seed }))));
    const alone = await drawOne(drawing({ seed: 187 }));
    expect(gap(together.pictures[7]!.rgb, alone.rgb)).toBe(0);
  });

  it('gives a picture beside seven other jobs the bytes of the picture alone', async () => {
    const given = recipe([drawing({ guidance: { scale: 4, negative: '' } })]);
    const others = ['a dog', 'waterfalls', 'a pencil', 'an old man', 'a skull', 'a rocket ship', 'a dog'];
    runs.length = 0;
    const [picture] = await Promise.all([
      draw(given),
      ...others.map((text, i) =>
        draw(recipe([drawing({ term: prompt(text), seed: i, walk: ddimSampling(3 + i) })]), undefined, `other ${i}`),
      ),
    ]);
    expect(runs.reduce((sum, rows) => sum + rows, 0) / runs.length).toBeGreaterThan(2);
    expect(gap(picture.pictures[0]!.rgb, (await draw(given)).pictures[0]!.rgb)).toBe(0);
  });
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>';
const blank = { width: 60, height: 1, channels: 3, background: 'red' } as const;
/** Base64 of what is no square PNG. */
const strangers = [
  Buffer.from(svg).toString('base64'),
  (await sharp({ create: blank }).png().toBuffer()).toString('base64'),
];

describe('ending early', () => {
  it('takes no step after the one at which it was cancelled', async () => {
    const controller = new AbortController();
    runs.length = 0;
    let steps = 0;
    const drawn = drawRecipe(recipe([drawing({ walk: ddimSampling(100) })]), model, {
      owner: aTurn,
      signal: controller.signal,
      onPlanned() {},
      onStep() {
        steps += 1;
        if (steps === 3) controller.abort();
      },
    });
    await expect(drawn).rejects.toMatchObject({ name: 'AbortError' });
    expect(steps).toBe(3);
    expect(runs.length).toBeLessThanOrEqual(4);
  });

  it.each<{ name: string; given: () => Recipe; message: string }>([
    {
      name: 'a timestep beyond the schedule',
      given: () => recipe([drawing({ start: { kind: 'image', image: photo, timestep: 1000 } })]),
      message: 'drawings[0]: timestep 1000',
    },
    {
      name: 'more steps than timesteps',
      given: () => recipe([drawing(), drawing({ walk: { ...ddimSampling(1), spacing: 'strided' } as SamplingConfig })]),
      message: 'drawings[1]: 1 strided steps',
    },
    {
      name: 'a blur wider than the picture',
      given: () => recipe([drawing({ walk: { kind: 'blur', size: 65, sigma: 2 } })]),
      message: 'drawings[0]: a blur of 65 px',
    },
    {
      name: 'views enlarged to a side that they do not divide',
      given: () => recipe([drawing({ term: { kind: 'views', parts: [{ view: 'flip', term: prompt('a') }] } })], 100),
      message: 'drawings[0]: an anagram can be upscaled to a multiple of 8 px',
    },
    ...strangers.map((png, i) => ({
      name: `a picture that is ${['a drawing program in disguise', 'wider than high'][i]}`,
      given: () => recipe([drawing({ start: { kind: 'image', image: { png }, timestep: 5 } })]),
      message: 'a picture in a recipe is a square PNG',
    })),
    {
      name: 'a picture that is none',
      given: () => recipe([drawing(), drawing({ start: { kind: 'image', image: { png: 'bm9uZQ==' }, timestep: 5 } })]),
      message: 'a picture in a recipe is a square PNG',
    },
  ])('refuses $name', async ({ given, message }) => {
    await expect(draw(given())).rejects.toMatchObject({
      code: 'bad-recipe',
      message: expect.stringContaining(message),
    });
  });
});

describe('the steps of a recipe', () => {
  const at = (timestep: number | null): Init => ({ kind: 'image', image: photo, timestep });
  const only = (walk: SamplingConfig, timestep: number | null) => drawing({ start: at(timestep), walk });
  const sampled = (timestep: number, spacing: 'leading' | 'trailing' | 'strided' = 'leading') =>
    drawing({ start: at(timestep), walk: { ...ddimSampling(8), spacing } as SamplingConfig });
  const blur: SamplingConfig = { kind: 'blur', size: 5, sigma: 2 };
  const recipes: readonly (readonly [string, () => Recipe])[] = [
    ['/upscale', () => recipe([only({ kind: 'none' }, null)], 256)],
    ['Upscale of several pictures', () => recipe([only({ kind: 'none' }, null), only({ kind: 'none' }, null)], 256)],
    ['/upscale beyond the side of the stage', () => recipe([only({ kind: 'none' }, null)], 512)],
    ['/noise', () => recipe([only({ kind: 'none' }, null), only({ kind: 'none' }, 250), only({ kind: 'none' }, 750)])],
    [
      '/denoise',
      () =>
        recipe([
          ...[only({ kind: 'none' }, null), only({ kind: 'none' }, 690), only(blur, 690)],
          ...[only({ kind: 'one-step' }, 690), sampled(690)],
        ]),
    ],
    ['/denoise with super-resolution', () => recipe([only({ kind: 'none' }, 690), only(blur, 690), sampled(690)], 256)],
    ['a sweep', () => recipe([sampled(960), sampled(390), only({ kind: 'none' }, null)], 256)],
    ['a start without noise', () => recipe([sampled(0), sampled(0, 'trailing'), sampled(0, 'strided')])],
    ['a blur alone', () => recipe([only(blur, null)])],
  ];

  it.each(recipes)('of %s are counted from the first to the last', async (_, make) => {
    const { steps, left, pictures } = await draw(make());
    const total = steps[0]?.totalSteps ?? 0;
    expect(steps.map(({ step, totalSteps }) => [step, totalSteps])).toEqual(
      Array.from({ length: total }, (_, i) => [i + 1, total]),
    );
    expect(left).toEqual({ base: 0, upscale: 0 });
    expect(pictures).toHaveLength(make().drawings.length);
  });
});
