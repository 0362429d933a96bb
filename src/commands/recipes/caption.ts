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
import { t } from '../language/translate.ts';
import { displayed } from '../messages/display-text.ts';
import { percent } from '../messages/percent.ts';
import { thenUpscaled } from '../messages/step-text.ts';
import { plainPrompt, stridedCount } from '../options/options.ts';
import type { JobRequest, MaskedBy } from '../ports/job-service.ts';
import { isTemplate, typedPromptsOf } from '../prompts/wildcards.ts';

/** Lists the prompts of a conditioning, in the order of the command's options. */
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

/** Phrases for views: "…, and “a dog” when flipped upside down". */
const viewPhrases: Readonly<Record<ViewName, string>> = {
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

export const viewPhrase = (view: ViewName): string => viewPhrases[view];

const distances: Readonly<Record<number, readonly string[]>> = {
  2: ['from far away', 'from close'],
  3: ['from far away', 'in between', 'from close'],
};

const quote = (words: string): string => `“${displayed(words)}”`;

/** Describes a conditioning: "“a skull” from far away, and “a dog” from close". */
function shows(term: Conditioning): string {
  switch (term.kind) {
    case 'prompt':
      return quote(term.prompt);
    case 'views':
      return term.parts.map((part) => `${shows(part.term)} ${viewPhrases[part.view]}`).join(', and ');
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

/** Whether a drawing is a clean picture, without noise or sampling. */
export const isClean = ({ start }: Drawing): boolean => start.kind === 'image' && start.timestep === null;

/** Whether a recipe only upscales: all its drawings are clean pictures. */
export const isUpscaling = ({ drawings }: Recipe): boolean => drawings.every(isClean);

/** Makes the alt text of a picture: its prompts and its technique. */
export function altTextOf(drawing: Drawing, recipe: Recipe): string {
  if (isClean(drawing) && !isUpscaling(recipe)) return 'The uploaded picture as it was.';
  return `${technique(drawing)}${place(drawing)}.`;
}

/** Makes the alt text of a contact sheet: the labels of its pictures, and the alt text of the main one. */
export function sheetTextOf(recipe: Recipe): string {
  const { drawings } = recipe;
  const main = drawings.find(({ walk }) => walk.kind === 'sample') ?? drawings.find((each) => !isClean(each));
  const described = main ?? drawings[0]!;
  const labels = drawings.map(labelOf).join(', ');
  return `${drawings.length} pictures side by side: ${labels}. ${labelOf(described)}: ${altTextOf(described, recipe)}`;
}

/** Returns the caption of a picture on a contact sheet. */
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
      return t === null ? `${noun(term)} ${shows(term)}` : `A picture redrawn from ${startPhrase(t)} as ${shows(term)}`;
    default:
      throw walk satisfies never;
  }
}

/** "start 7", or the timestep where it is none of the strided ones. */
const startPhrase = (t: number): string => {
  const start = startAt(t);
  return start === undefined ? `timestep ${t}` : `start ${start}`;
};

/** Finds the index of a timestep in the classic strided timesteps; undefined when it is none of them. For T = 1000. */
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

/** Makes a one-line caption: "a skull / a dog · from t 780 · seed 180". */
export function captionOf(recipe: Recipe): string {
  const main = mainDrawing(recipe);
  const timesteps = timestepsOf(recipe);
  const isSampled = main.walk.kind === 'sample';
  const isTyped = new Set(recipe.drawings.map(({ term }) => titleOf(term))).size > 1;
  const subject = isSampled ? titleOf(main.term, isTyped) : pictureAt(timesteps, main.term);
  const from = isSampled && timesteps.length === 1 ? [t('from t {{timestep}}', { timestep: timesteps[0]! })] : [];
  return [subject, ...from, seedsOf(recipe.drawings), ...variationOf(main)].join(' · ');
}

/** "variation 2" for a variation of a variation. */
const variationOf = ({ variations = [] }: Drawing): readonly string[] =>
  variations.length === 0 ? [] : [t('variation {{number}}', { number: variations.length })];

/** @param isTyped The prompts as they were typed, with their wildcards. */
const titleOf = (term: Conditioning, isTyped = false): string =>
  (isTyped ? typedPromptsOf : promptsOf)(term).map(displayed).join(separators[term.kind]);

/** Whether a conditioning has a prompt other than the generic one. */
const isNamed = (term: Conditioning): boolean => promptsOf(term).some((prompt) => prompt !== plainPrompt);

function pictureAt(timesteps: readonly number[], term: Conditioning): string {
  if (timesteps.length > 0) return t('an uploaded picture at t {{timesteps}}', { timesteps: timesteps.join(', ') });
  return isNamed(term) ? t('{{title}}, enlarged', { title: titleOf(term) }) : t('an enlarged picture');
}

/** Lists the distinct timesteps of noised init images. */
const timestepsOf = ({ drawings }: Recipe): readonly number[] => [
  ...new Set(
    drawings.flatMap(({ start }) => (start.kind === 'image' && start.timestep !== null ? [start.timestep] : [])),
  ),
];

/** "seed 180", or "seeds 180–183", or "seeds 5, 9". */
function seedsOf(drawings: readonly Drawing[]): string {
  const seeds = seedNumbers(drawings);
  return /^\d+$/.test(seeds) ? t('seed {{seed}}', { seed: seeds }) : t('seeds {{seeds}}', { seeds });
}

/** "180", or "180–183", or "5, 9". */
function seedNumbers(drawings: readonly Drawing[]): string {
  const seeds = [...new Set(drawings.map((drawing) => drawing.seed))];
  const isRun = seeds.length > 1 && seeds.every((seed, i) => i === 0 || seed === seeds[i - 1]! + 1);
  return isRun ? `${seeds[0]}–${seeds.at(-1)}` : seeds.join(', ');
}

/** Returns the main drawing of a recipe: the first that is sampled, else the first. */
export const mainDrawing = ({ drawings }: Recipe): Drawing =>
  drawings.find((drawing) => drawing.walk.kind === 'sample') ?? drawings[0]!;

/** Lists the details below a result, as name and value pairs. */
export function detailsOf(
  { recipe, maskedBy }: Pick<JobRequest, 'recipe' | 'maskedBy'>,
  timing?: Timing,
): readonly (readonly [name: string, value: string])[] {
  const main = mainDrawing(recipe);
  return [
    ['seed', seedNumbers(recipe.drawings)],
    ...wildcardDetails(main),
    ...variationDetails(main),
    ...startDetails(recipe),
    ...stepDetails(recipe, timing?.steps),
    ...samplerDetails(main.walk),
    ...(main.walk.kind === 'sample' ? ([['guidance', String(main.guidance.scale)]] as const) : []),
    ...(main.guidance.negative === '' ? [] : ([['negative', displayed(main.guidance.negative)]] as const)),
    ...(main.keep?.kind === 'mask' ? maskDetails(maskedBy) : []),
    ['model', recipe.model],
    ...(timing === undefined ? [] : ([['time', timeText(timing)]] as const)),
  ];
}

const timeText = ({ wallMs, provider }: Timing): string =>
  t('{{seconds}} s on {{provider}}', { seconds: (wallMs / 1000).toFixed(1), provider });

/** Describes how the mask was read, and its share of the picture. */
function maskDetails(maskedBy: MaskedBy | undefined): readonly (readonly [name: string, value: string])[] {
  if (maskedBy?.share === undefined) return [];
  const { invert, share } = maskedBy;
  const values = { part: maskedPart(maskedBy), share: percent(share) };
  const words = invert
    ? t('all but {{part}}: {{share}} drawn anew', values)
    : t('{{part}}: {{share}} drawn anew', values);
  return [['mask', words]];
}

function maskedPart({ isMask, reading, region, added }: MaskedBy): string {
  if (added !== undefined) return t('what lies beyond the picture');
  if (!isMask) return region === undefined ? t('what is transparent in the picture') : t('the region');
  return readings()[reading ?? 'brightness'];
}

const readings = (): Readonly<Record<MaskReading, string>> => ({
  brightness: t('what is white in the mask'),
  transparency: t('what is transparent in the mask'),
  paint: t('what is painted white in the mask'),
});

/** Shows the prompts as they were typed, where they had wildcards. */
const wildcardDetails = ({ term }: Drawing): readonly (readonly [name: string, value: string])[] =>
  isTemplate(term)
    ? [
        [
          'wildcards',
          typedPromptsOf(term)
            .map(displayed)
            .join(separators[term.kind] || ' '),
        ],
      ]
    : [];

function variationDetails({ variations = [] }: Drawing): readonly (readonly [name: string, value: string])[] {
  const last = variations.at(-1);
  return last === undefined
    ? []
    : [['variation', t('{{number}}: seed {{seed}} at {{strength}}', { ...last, number: variations.length })]];
}

/** Describes where sampling started, if at an init image. The drawings of a sweep have it in their own captions. */
function startDetails(recipe: Recipe): readonly (readonly [name: string, value: string])[] {
  const timesteps = mainDrawing(recipe).walk.kind === 'sample' ? timestepsOf(recipe) : [];
  const start = timesteps.length === 1 ? startAt(timesteps[0]!) : undefined;
  return start === undefined ? [] : [['start', String(start)]];
}

/** Describes the steps: "12, then 6 to enlarge"; "7 of 12" with an init image; "4 × 12" for four alike. */
function stepDetails(recipe: Recipe, taken?: StageSteps): readonly (readonly [name: string, value: string])[] {
  const { walk } = mainDrawing(recipe);
  const planned = walk.kind === 'sample' ? walk.steps : undefined;
  if (taken === undefined) return planned === undefined ? [] : [['steps', String(planned)]];
  const { upscale } = taken;
  if (planned === undefined) return upscale === 0 ? [] : [['steps', t('{{steps}} to enlarge', { steps: upscale })]];
  const count = recipe.drawings.length;
  if (!areAlike(recipe.drawings))
    return [['steps', `${t('{{steps}} in all', { steps: taken.base })}${thenUpscaled(taken)}`]];
  const each = (steps: number) => (count === 1 ? String(steps) : `${count} × ${steps}`);
  const stepsEach = taken.base / count;
  const base = partOfSteps(each(stepsEach), stepsEach, planned);
  return [['steps', `${base}${thenUpscaled(taken, each(upscale / count))}`]];
}

/** "12", "7 of 12", "24, with repeats" */
function partOfSteps(steps: string, taken: number, planned: number): string {
  if (taken === planned) return steps;
  return taken < planned ? t('{{steps}} of {{planned}}', { steps, planned }) : t('{{steps}}, with repeats', { steps });
}

/** Whether all drawings take the same steps. */
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
