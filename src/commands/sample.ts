import { command } from './command.ts';
import { countOption, etaOption, prompt, required, samplingOptions, styleOption } from './options/options.ts';
import { repeat, resolveSettings } from './recipes/build-recipe.ts';
import { withStyle } from './recipes/styles.ts';
import { submitRecipe } from './recipes/submit.ts';

export const sample = command({
  name: 'sample',
  summary: 'Draw a picture from words.',
  options: {
    prompt: required(prompt('What to draw.')),
    ...countOption,
    ...styleOption,
    ...samplingOptions,
    ...etaOption,
  },
  examples: ['/sample a skull', '/sample a rocket ship seed:180 guidance:7', '/sample "a dog" count:4 film:yes'],
  actions: ['reroll', 'vary', 'upscale', 'turn', 'film', 'settings'],
  async run(context) {
    const { engine, random } = context;
    const options = await withStyle(context);
    const settings = await resolveSettings(options, engine, random);
    const recipe = repeat({ term: { kind: 'prompt', prompt: options.prompt } }, settings, options);
    await submitRecipe('sample', recipe, context);
  },
});
