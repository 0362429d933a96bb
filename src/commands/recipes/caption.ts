import type {
  Conditioning,
  Drawing,
  MaskReading,
  Recipe,
  SamplingConfig,
  StageSteps,
  Timing,
  ViewName,
} from '../../engine/client.ts';
import { displayed } from '../messages/display-text.ts';
import { percent } from '../messages/percent.ts';
import { thenUpscaled } from '../messages/step-text.ts';
import { plainPrompt, stridedCount } from '../options/options.ts';
import type { JobRequest, MaskedBy } from '../ports/job-service.ts';

/** Prompts of a term, in the order in which a command takes them. */
export function promptsOf(term: Conditioning): readonly string[] {
  switch (term.kind) {
    case 'prompt':
      return [term.prompt];
    case 'views':
      return term.parts.flatMap((part) => promptsOf(part.term));
    case 'components':
      return term.terms.flatMap(promptsOf);
    default:
      throw term satisfies never;
  }
}

/** What one does with the picture to see it through a view: "…, and "a dog" when …". */
const turns: Readonly<Record<ViewName, string>> = {
  identity: 'as it is',
  flip: 'when flipped upside down',
  mirror: 'in the mirror',
  rotate90: 'when turned by a quarter',
  rotate270: 'when turned by a quarter the other way',
  rotate180: 'when turned by half',
  negate: 'in negative colours',
  skew: 'when skewed',
  'patch-permute': 'when its patches are shuffled',
  'pixel-permute': 'when its pixels are shuffled',
  jigsaw: 'when its jigsaw pieces are moved',
  'inner-circle': 'when its inner circle is turned',
  'square-hinge': 'when its squares are hinged over',
};

export const turnOf = (view: ViewName): string => turns[view];

const distances: Readonly<Record<number, readonly string[]>> = {
  2: ['from far away', 'from close'],
  3: ['from far away', 'in between', 'from close'],
};

const quote = (words: string): string => `“${displayed(words)}”`;

/** "“a skull” from far away, and “a dog” from close": what a term shows. */
function shows(term: Conditioning): string {
  switch (term.kind) {
    case 'prompt':
      return quote(term.prompt);
    case 'views':
      return term.parts.map((part) => `${shows(part.term)} ${turns[part.view]}`).join(', and ');
    case 'components':
      return term.terms.map((each, i) => `${shows(each)} ${partOf(term, i)}`).join(', and ');
    default:
      throw term satisfies never;
  }
}

function partOf({ split, terms }: Extract<Conditioning, { kind: 'components' }>, index: number): string {
  if (split === 'colour') return index === 0 ? 'in grey' : 'in its colours';
  if (split === 'motion') return index === 0 ? 'when moved' : 'when still';
  return distances[terms.length]?.[index] ?? '';
}

/** A picture as it came, with nothing to walk. */
export const isClean = ({ start }: Drawing): boolean => start.kind === 'image' && start.timestep === null;

/** A recipe that only enlarges: nothing in it was noised or drawn. */
export const isUpscaling = ({ drawings }: Recipe): boolean => drawings.every(isClean);

/** A sentence for somebody who cannot see the picture: what was asked for, and how it was made. */
export function altTextOf(drawing: Drawing, recipe: Recipe): string {
  if (isClean(drawing) && !isUpscaling(recipe)) return 'The uploaded picture as it was.';
  return `${technique(drawing)}${place(drawing)}.`;
}

/** The same of all pictures side by side: their labels, and the sentence of the one that says most. */
export function sheetTextOf(recipe: Recipe): string {
  const { drawings } = recipe;
  const main = drawings.find(({ walk }) => walk.kind === 'sample') ?? drawings.find((each) => !isClean(each));
  const stepStream = main ?? drawings[0]!;
  const labels = drawings.map(labelOf).join(', ');
  return `${drawings.length} pictures side by side: ${labels}. ${labelOf(stepStream)}: ${altTextOf(stepStream, recipe)}`;
}

/** What stands below a picture on a sheet. */
export const labelOf = ({ label, seed }: Drawing): string => (label === undefined ? `seed ${seed}` : displayed(label));

function technique({ term, start, walk }: Drawing): string {
  const t = start.kind === 'image' ? start.timestep : null;
  switch (walk.kind) {
    case 'none':
      if (t === null) return isNamed(term) ? `An enlarged picture of ${shows(term)}` : 'An enlarged picture';
      return `An uploaded picture under the noise of timestep ${t}`;
    case 'blur':
      return `An uploaded picture ${t === null ? '' : `under the noise of timestep ${t}, `}smoothed by a Gaussian blur`;
    case 'one-step':
      return `An uploaded picture cleaned of the noise of timestep ${t ?? 0} in one step, towards ${shows(term)}`;
    case 'sample':
      return t === null ? `${noun(term)} ${shows(term)}` : `A picture redrawn from ${beginning(t)} as ${shows(term)}`;
    default:
      throw walk satisfies never;
  }
}

/** "start 7", or the timestep where the write-up's list does not have it. */
const beginning = (t: number): string => {
  const start = startAt(t);
  return start === undefined ? `timestep ${t}` : `start ${start}`;
};

/** The index of a timestep in the write-up's strided list; undefined when it is not one of its entries. For T = 1000. */
export function startAt(timestep: number): number | undefined {
  const start = stridedCount - 1 - timestep / 30;
  return Number.isInteger(start) && start >= 0 ? start : undefined;
}

const nouns = {
  prompt: 'A picture drawn from the prompt',
  views: 'A visual anagram:',
  components: 'A hybrid picture:',
} as const;

const noun = (term: Conditioning): string => nouns[term.kind];

function place({ keep }: Drawing): string {
  if (keep === undefined) return '';
  return keep.kind === 'mask' ? ', set into part of an uploaded picture' : ', with a part of it taken from a photo';
}

const separators = { prompt: '', views: ' / ', components: ' → ' } as const;

/** One line: "a skull / a dog · from t 780 · seed 180". */
export function captionOf(recipe: Recipe): string {
  const main = mainDrawing(recipe);
  const timesteps = timestepsOf(recipe);
  const isWalked = main.walk.kind === 'sample';
  const subject = isWalked ? titleOf(main.term) : pictureAt(timesteps, main.term);
  const from = isWalked && timesteps.length === 1 ? [`from t ${timesteps[0]}`] : [];
  return [subject, ...from, seedsOf(recipe.drawings)].join(' · ');
}

const titleOf = (term: Conditioning): string => promptsOf(term).map(displayed).join(separators[term.kind]);

/** Whether a term says what a picture shows. */
const isNamed = (term: Conditioning): boolean => promptsOf(term).some((prompt) => prompt !== plainPrompt);

function pictureAt(timesteps: readonly number[], term: Conditioning): string {
  if (timesteps.length > 0) return `an uploaded picture at t ${timesteps.join(', ')}`;
  return isNamed(term) ? `${titleOf(term)}, enlarged` : 'an enlarged picture';
}

/** Where drawings begin that begin at a noised picture, each timestep once. */
const timestepsOf = ({ drawings }: Recipe): readonly number[] => [
  ...new Set(
    drawings.flatMap(({ start }) => (start.kind === 'image' && start.timestep !== null ? [start.timestep] : [])),
  ),
];

/** "seed 180", or "seeds 180–183", or "seeds 5, 9". */
function seedsOf(drawings: readonly Drawing[]): string {
  const seeds = [...new Set(drawings.map((drawing) => drawing.seed))];
  if (seeds.length === 1) return `seed ${seeds[0]}`;
  const isRun = seeds.every((seed, i) => i === 0 || seed === seeds[i - 1]! + 1);
  return `seeds ${isRun ? `${seeds[0]}–${seeds.at(-1)}` : seeds.join(', ')}`;
}

/** The drawing that says most about how a recipe is walked: the first that samples. */
export const mainDrawing = ({ drawings }: Recipe): Drawing =>
  drawings.find((drawing) => drawing.walk.kind === 'sample') ?? drawings[0]!;

/** Name and value pairs below a result. */
export function detailsOf(
  { recipe, maskedBy }: Pick<JobRequest, 'recipe' | 'maskedBy'>,
  timing?: Timing,
): readonly (readonly [name: string, value: string])[] {
  const main = mainDrawing(recipe);
  return [
    ['seed', seedsOf(recipe.drawings).replace(/^seeds? /, '')],
    ...startDetails(recipe),
    ...stepDetails(recipe, timing?.steps),
    ...samplerDetails(main.walk),
    ...(main.walk.kind === 'sample' ? ([['guidance', String(main.guidance.scale)]] as const) : []),
    ...(main.guidance.negative === '' ? [] : ([['negative', displayed(main.guidance.negative)]] as const)),
    ...(main.keep?.kind === 'mask' ? maskDetails(maskedBy) : []),
    ['model', recipe.model],
    ...(timing === undefined
      ? []
      : ([['time', `${(timing.wallMs / 1000).toFixed(1)} s on ${timing.provider}`]] as const)),
  ];
}

/** How the place for new content was read, and how much of the picture it is. */
function maskDetails(maskedBy: MaskedBy | undefined): readonly (readonly [name: string, value: string])[] {
  if (maskedBy?.share === undefined) return [];
  const { invert, share } = maskedBy;
  return [['mask', `${invert ? 'all but ' : ''}${maskedPart(maskedBy)}: ${percent(share)} drawn anew`]];
}

function maskedPart({ isMask, reading, region }: MaskedBy): string {
  if (!isMask) return region === undefined ? 'what is transparent in the picture' : 'the region';
  return readings[reading ?? 'brightness'];
}

const readings: Readonly<Record<MaskReading, string>> = {
  brightness: 'what is white in the mask',
  transparency: 'what is transparent in the mask',
  paint: 'what is painted white in the mask',
};

/** Where the walk began, if at a picture; a sweep says it below each of its own. */
function startDetails(recipe: Recipe): readonly (readonly [name: string, value: string])[] {
  const timesteps = mainDrawing(recipe).walk.kind === 'sample' ? timestepsOf(recipe) : [];
  const start = timesteps.length === 1 ? startAt(timesteps[0]!) : undefined;
  return start === undefined ? [] : [['start', String(start)]];
}

/** "12, then 6 to enlarge"; "7 of 12" where the walk began on the way; "4 × 12" for four alike. */
function stepDetails(recipe: Recipe, taken?: StageSteps): readonly (readonly [name: string, value: string])[] {
  const { walk } = mainDrawing(recipe);
  const planned = walk.kind === 'sample' ? walk.steps : undefined;
  if (taken === undefined) return planned === undefined ? [] : [['steps', String(planned)]];
  const { base, upscale } = taken;
  if (planned === undefined) return upscale === 0 ? [] : [['steps', `${upscale} to enlarge`]];
  const count = recipe.drawings.length;
  if (!areAlike(recipe.drawings)) return [['steps', `${base} in all${thenUpscaled(taken)}`]];
  const each = (steps: number) => (count === 1 ? String(steps) : `${count} × ${steps}`);
  const walked = base / count;
  const part = walked < planned ? ` of ${planned}` : walked > planned ? ', with repeats' : '';
  return [['steps', `${each(walked)}${part}${thenUpscaled(taken, each(upscale / count))}`]];
}

/** Whether drawings take the same steps. */
const areAlike = (drawings: readonly Drawing[]): boolean =>
  new Set(
    drawings.map(({ walk, start }) =>
      [walk.kind, walk.kind === 'sample' && walk.steps, start.kind === 'image' && start.timestep].join(),
    ),
  ).size === 1;

function samplerDetails(walk: SamplingConfig): readonly (readonly [name: string, value: string])[] {
  if (walk.kind !== 'sample') return [];
  return [['sampler', `${walk.sampler}, ${walk.spacing}${walk.eta === undefined ? '' : `, eta ${walk.eta}`}`]];
}
