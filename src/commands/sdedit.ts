import type { Drawing, Picture, Recipe } from '../engine/client.ts';
import { command } from './command.ts';
import { t } from './language/translate.ts';
import {
  countOption,
  etaOption,
  image,
  plainPrompt,
  prompt,
  required,
  samplingOptions,
  startOptions,
  styleOption,
  toggle,
} from './options/options.ts';
import {
  type DrawingSpec,
  drawing,
  original,
  recipe,
  repeat,
  resolveSettings,
  type Settings,
  timestepAt,
  withFinish,
} from './recipes/build-recipe.ts';
import { pictureIn } from './recipes/read-uploads.ts';
import { withStyle } from './recipes/styles.ts';
import { submitRecipe } from './recipes/submit.ts';

const sweepRemark = () => t('A low start redraws most of the picture, a high one keeps most of it.');

/** Start indices of a sweep, from much noise to little: the write-up's six, and one that keeps nearly everything. */
const sweepStarts = [1, 3, 5, 7, 10, 20, 28];

// Source: SDEdit, arXiv:2108.01073.
export const sdedit = command({
  name: 'sdedit',
  summary: 'Redraw a picture or a drawing: noise it part of the way, then denoise it towards a prompt.',
  options: {
    image: required(image({ summary: 'The picture or drawing to begin with.' })),
    prompt: { ...prompt('What it should become.'), default: plainPrompt },
    start: { ...startOptions.start, unless: 'sweep' },
    sweep: toggle({ summary: 'The whole sheet: starts 1, 3, 5, 7, 10, 20 and 28 beside the original.' }),
    count: { ...countOption.count, unless: 'sweep' },
    ...styleOption,
    ...samplingOptions,
    ...etaOption,
    crop: toggle({ summary: 'Use the middle square of the picture, instead of its whole shape.' }),
  },
  examples: ['/sdedit a cat', '/sdedit "a rocket ship" start:5', '/sdedit a castle sweep:yes seed:180'],
  actions: ['reroll', 'vary', 'upscale', 'film', 'settings'],
  async run(context) {
    const { engine, random } = context;
    const options = await withStyle(context);
    const { picture, aspect } = await pictureIn(options.image, options.crop);
    const settings = withFinish(await resolveSettings(options, engine, random), { aspect });
    const spec = (start: number): DrawingSpec => ({
      term: { kind: 'prompt', prompt: options.prompt },
      start: { kind: 'image', image: picture, timestep: timestepAt(start, settings.model.numTrainTimesteps) },
    });
    const made = options.sweep ? sweep(picture, spec, settings) : repeat(spec(options.start), settings, options);
    await submitRecipe('sdedit', made, context, {}, options.sweep ? sweepRemark() : undefined);
  },
});

/**
 * Makes the sheet of a sweep. All drawings have the same seed, so that only the start differs; the original comes last.
 */
function sweep(picture: Picture, spec: (start: number) => DrawingSpec, settings: Settings): Recipe {
  const edits = sweepStarts.map(
    (start): Drawing => ({
      label: `start ${start}`,
      ...drawing(spec(start), settings),
    }),
  );
  return recipe(settings, [...edits, original(picture, settings.seed)]);
}
