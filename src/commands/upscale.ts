import { type Aspect, type Recipe, recipeVersion } from '../engine/client.ts';
import { command } from './command.ts';
import { UserError } from './messages/errors.ts';
import { userMessages } from './messages/user-messages.ts';
import { image, integer, largestSide, modelOption, required, seedOption, text } from './options/options.ts';
import { chooseSeed, original, pickModel } from './recipes/build-recipe.ts';
import { sideOf } from './recipes/change-recipe.ts';
import { shapedPictureOf } from './recipes/read-uploads.ts';
import { submitRecipe } from './recipes/submit.ts';

export const upscale = command({
  name: 'upscale',
  summary: 'Make a picture larger with the super-resolution stage, which invents the fine detail.',
  options: {
    image: required(image({ summary: 'The picture. The stage sees it at 256 pixels a side at most.' })),
    size: integer({ summary: 'Longer side of the result in pixels.', min: 64, max: largestSide }),
    prompt: text({ summary: 'What it shows, if the detail should follow it.', complete: 'prompts' }),
    ...seedOption,
    ...modelOption,
  },
  examples: ['/upscale', '/upscale 1024 seed:180'],
  actions: ['reroll', 'upscale', 'turn', 'settings'],
  async run(context) {
    const { options, engine, random } = context;
    const { picture, aspect } = await shapedPictureOf(options.image);
    const model = await pickModel(engine, options.model);
    const recipe: Recipe = {
      version: recipeVersion,
      model: model.name,
      drawings: [original(picture, chooseSeed(options.seed, random), options.prompt)],
      finish: { upscaleTo: sizeFor(options.image.name, aspect, options.size, sideOf(model)), aspect },
    };
    await submitRecipe('upscale', recipe, context);
  },
});

/**
 * Returns the size that was asked for; without one, the stage's own side, or the largest for a larger picture.
 *
 * @throws UserError when the picture would not become larger.
 */
function sizeFor(file: string, { width, height }: Aspect, asked: number | undefined, ownSide: number): number {
  const longest = Math.max(width, height);
  const size = asked ?? (longest < ownSide ? ownSide : largestSide);
  if (size > longest) return size;
  throw new UserError(userMessages.alreadyLarge({ file, width, height, size, largest: largestSide }));
}
