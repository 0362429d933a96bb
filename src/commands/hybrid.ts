import type { Aspect, Conditioning, Constraint, SplitName } from '../engine/client.ts';
import { command, type OptionValues } from './command.ts';
import { UserError } from './messages/errors.ts';
import { userMessages } from './messages/user-messages.ts';
import { choice, countOption, image, prompt, required, samplingOptions } from './options/options.ts';
import { repeat, resolveSettings, withFinish } from './recipes/build-recipe.ts';
import { composedOptions, initOf, optionalConstraint } from './recipes/composed-prompts.ts';
import { pictureIn } from './recipes/read-uploads.ts';
import { submitRecipe } from './recipes/submit.ts';

const hybridOptions = {
  far: required(prompt('What it shows from far away, or when small.')),
  near: required(prompt('What it shows from close.')),
  middle: prompt('What it shows in between.'),
  kind: choice({
    summary: 'How it is split: coarse and fine, grey and colour, or moving and still.',
    choices: ['frequency', 'colour', 'motion'],
    default: 'frequency',
  }),
  photo: image({ summary: 'A real photo for the far part; `far` then says what it shows.' }),
  ...countOption,
  ...samplingOptions,
  ...composedOptions,
} as const;

type HybridValues = OptionValues<typeof hybridOptions>;

// Source: Factorized Diffusion, arXiv:2404.11615.
export const hybrid = command({
  name: 'hybrid',
  summary: 'Draw one picture that shows one thing from far away and another from close.',
  options: hybridOptions,
  examples: [
    '/hybrid "a skull" "waterfalls"',
    '/hybrid a sunset in a desert | a snowy mountain village seed:180',
    '/hybrid far:"an old man" near:"a dog" kind:colour',
  ],
  actions: ['reroll', 'vary', 'upscale', 'near-far', 'film', 'settings'],
  async run(context) {
    const { options, engine, random } = context;
    const split = splitOf(options);
    const settings = await resolveSettings(options, engine, random);
    const isCropped = picturesIn(options) > 1; // they may differ in shape
    const init = await initOf(options, settings, isCropped);
    const {
      keep,
      aspect = init.aspect,
      ...origin
    } = options.photo === undefined
      ? { ...(await optionalConstraint(options, settings)), aspect: undefined }
      : await photoConstraint(options, split, isCropped);
    const spec = { term: conditioningOf(options, split), start: init.start, keep };
    const recipe = repeat(spec, withFinish(settings, { aspect }), options);
    await submitRecipe('hybrid', recipe, context, origin);
  },
});

/** Chooses the split. @throws UserError for a middle prompt where the split has only two components. */
function splitOf({ kind, middle }: HybridValues): SplitName {
  if (middle === undefined) return kind;
  if (kind !== 'frequency') throw new UserError(userMessages.middleNeedsFrequency({ kind }));
  return 'triple-frequency';
}

/**
 * Makes the hybrid's conditioning, in the order of the split's components: coarse before fine, grey before colour,
 * moving before still.
 */
const conditioningOf = ({ far, near, middle }: HybridValues, split: SplitName): Conditioning => ({
  kind: 'components',
  split,
  terms: [far, ...(middle === undefined ? [] : [middle]), near].map((each) => ({ kind: 'prompt', prompt: each })),
});

/**
 * Makes the constraint that takes the far component from a photo: an inverse problem.
 *
 * @throws UserError when there is a mask constraint as well.
 */
async function photoConstraint(
  options: HybridValues,
  split: SplitName,
  isCropped: boolean,
): Promise<{ readonly keep: Constraint; readonly aspect?: Aspect | undefined }> {
  if (options.image !== undefined) throw new UserError(userMessages.photoOrImage());
  const { picture, aspect } = await pictureIn(options.photo!, isCropped);
  return { keep: { kind: 'component', image: picture, split, index: 0 }, aspect };
}

const picturesIn = (options: HybridValues): number =>
  [options.photo, options.image, options['start-image']].filter((each) => each !== undefined).length;
