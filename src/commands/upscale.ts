import { type Recipe, recipeVersion } from '../engine/client.ts';
import { command } from './command.ts';
import { image, integer, largestSide, modelOption, required, seedOption, text } from './options/options.ts';
import { chooseSeed, original, pickModel } from './recipes/build-recipe.ts';
import { sideOf } from './recipes/change-recipe.ts';
import { pictureOf } from './recipes/read-uploads.ts';
import { submitRecipe } from './recipes/submit.ts';

export const upscale = command({
  name: 'upscale',
  summary: 'Make a picture larger with the super-resolution stage, which invents the fine detail.',
  options: {
    image: required(image({ summary: 'The picture; it is taken at 256 pixels a side at most.' })),
    size: integer({ summary: 'Side of the result in pixels.', min: 64, max: largestSide }),
    prompt: text({ summary: 'What it shows, if the detail should follow it.', complete: 'prompts' }),
    ...seedOption,
    ...modelOption,
  },
  examples: ['/upscale', '/upscale 1024 seed:180'],
  actions: ['reroll', 'upscale', 'turn', 'settings'],
  async run(context) {
    const { options, engine, random } = context;
    const picture = await pictureOf(options.image);
    const model = await pickModel(engine, options.model);
    const ownSide = sideOf(model);
    const recipe: Recipe = {
      version: recipeVersion,
      model: model.name,
      drawings: [original(picture, chooseSeed(options.seed, random), options.prompt)],
      finish: { upscaleTo: options.size ?? ownSide },
    };
    await submitRecipe('upscale', recipe, context);
  },
});
