/** Helpers of the scripts that draw the documentation's pictures with the real engine. */
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import {
  type Conditioning,
  createEngine,
  type Drawing,
  type Engine,
  type JobId,
  type ModelInfo,
  type RawPicture,
  type StepReport,
} from '../src/engine/client.ts';

export interface Drawn {
  readonly pictures: readonly RawPicture[];
  readonly steps: readonly StepReport[];
}

export const prompt = (text: string): Conditioning => ({ kind: 'prompt', prompt: text });

/** Makes the conditioning of `/anagram`; the second prompt is seen upside down. */
export const anagramOf = (first: string, second: string): Conditioning => ({
  kind: 'views',
  parts: [
    { view: 'identity', term: prompt(first) },
    { view: 'flip', term: prompt(second) },
  ],
});

/** Makes the conditioning of `/hybrid`. */
export const hybridOf = (far: string, near: string): Conditioning => ({
  kind: 'components',
  split: 'frequency',
  terms: [prompt(far), prompt(near)],
});

/** Makes the drawing of `/sample` with the model's defaults, except for `rest`. */
export const drawing = (
  { defaults }: ModelInfo,
  term: Conditioning,
  seed: number,
  rest: Partial<Drawing> = {},
): Drawing => ({
  term,
  guidance: { scale: defaults.guidance, negative: '' },
  start: { kind: 'noise' },
  walk: {
    kind: 'sample',
    sampler: defaults.sampler,
    spacing: defaults.spacing,
    steps: defaults.steps,
    thresholding: true,
  },
  seed,
  ...rest,
});

/** Writes a picture into `pictures/` as WebP. */
export async function writeWebp(name: string, { rgb, width, height }: RawPicture): Promise<void> {
  const pixels = sharp(rgb, { raw: { width, height, channels: 3 } });
  await pixels.webp({ quality: 80 }).toFile(fileURLToPath(new URL(`pictures/${name}.webp`, import.meta.url)));
}

/** Draws at the model's full size. @throws Error when the job does not end with pictures. */
export async function draw(engine: Engine, model: ModelInfo, drawings: readonly Drawing[]): Promise<Drawn> {
  const steps: StepReport[] = [];
  const recipe = { version: 1, model: model.name, drawings, finish: { upscaleTo: model.upscaledSize } } as const;
  const id = crypto.randomUUID() as JobId;
  for await (const event of engine.submit({ id, person: 'docs', recipe }).events) {
    if (event.kind === 'step') steps.push(event);
    if (event.kind === 'failed') throw new Error(`${event.code}: ${event.message}`);
    if (event.kind === 'done') return { pictures: event.pictures, steps };
  }
  throw new Error('the job ended without a picture');
}

/** Runs `work` with an engine and the first of the shipped models. */
export async function withEngine(work: (engine: Engine, model: ModelInfo) => Promise<void>): Promise<void> {
  const engine = createEngine({
    modelDirs: ['models'],
    maxBatch: 8,
    stepTimeoutMs: 60_000,
    log: { info() {}, warn() {} },
  });
  try {
    const [model] = await engine.models();
    if (model === undefined) throw new Error('no model package was found in models/');
    await work(engine, model);
  } finally {
    await engine.stop();
  }
}
