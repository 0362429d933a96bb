import { type Drawing, type Recipe, recipeVersion } from '../engine/client.ts';
import { command } from './command.ts';
import { image, integer, modelOption, required, seedOption } from './options/options.ts';
import { checkTimestep, chooseSeed, original, pickModel } from './recipes/build-recipe.ts';
import { pictureOf } from './recipes/read-uploads.ts';
import { submitRecipe } from './recipes/submit.ts';

/** Timesteps of the default sheet. */
const sheetTimesteps = [250, 500, 750];

export const noise = command({
  name: 'noise',
  summary: 'Show what noise makes of a picture: the forward process.',
  options: {
    image: required(image({ summary: 'The picture.' })),
    t: integer({ summary: 'The timestep; without it the sheet for 250, 500 and 750.', min: 0, max: 999 }),
    ...seedOption,
    ...modelOption,
  },
  examples: ['/noise', '/noise 500 seed:180'],
  actions: ['reroll', 'settings'],
  async run(context) {
    const { options, engine, random } = context;
    const picture = await pictureOf(options.image);
    const model = await pickModel(engine, options.model);
    const clean = original(picture, chooseSeed(options.seed, random));
    const noised = (t: number): Drawing => ({
      ...clean,
      label: `t ${t}`,
      start: { kind: 'image', image: picture, timestep: checkTimestep(t, model) },
    });
    const drawings = options.t === undefined ? [clean, ...sheetTimesteps.map(noised)] : [noised(options.t)];
    const recipe: Recipe = { version: recipeVersion, model: model.name, drawings, finish: { upscaleTo: null } };
    await submitRecipe('noise', recipe, context);
  },
});
