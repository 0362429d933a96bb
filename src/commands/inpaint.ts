import { command } from './command.ts';
import {
  countOption,
  etaOption,
  image,
  maskOptions,
  plainPrompt,
  prompt,
  required,
  samplingOptions,
} from './options/options.ts';
import { repeat, resolveSettings } from './recipes/build-recipe.ts';
import { readMaskConstraint } from './recipes/read-uploads.ts';
import { submitRecipe } from './recipes/submit.ts';

export const inpaint = command({
  name: 'inpaint',
  summary: 'Draw something new into part of a picture. The part: a mask, the transparency, or words.',
  options: {
    image: required(image({ summary: 'The picture; where it is transparent, new content goes.' })),
    prompt: { ...prompt('What to draw there.'), default: plainPrompt },
    ...countOption,
    ...maskOptions,
    ...samplingOptions,
    ...etaOption,
  },
  examples: [
    '/inpaint a hat region:"top half"',
    '/inpaint "a snowy mountain village" region:"bottom 40%" resample:5',
    '/inpaint a dog region:centre invert:yes',
  ],
  actions: ['reroll', 'vary', 'upscale', 'film', 'settings'],
  async run(context) {
    const { options, engine, random } = context;
    const settings = await resolveSettings(options, engine, random);
    const { keep, maskedBy } = await readMaskConstraint(options.image, options, settings.model);
    const recipe = repeat({ term: { kind: 'prompt', prompt: options.prompt }, keep }, settings, options);
    await submitRecipe('inpaint', recipe, context, { maskedBy });
  },
});
