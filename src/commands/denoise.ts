import type { Drawing, Picture } from '../engine/client.ts';
import { command } from './command.ts';
import {
  etaOption,
  image,
  integer,
  plainPrompt,
  prompt,
  required,
  samplingOptions,
  toggle,
} from './options/options.ts';
import { checkTimestep, drawing, original, recipe, resolveSettings, type Settings } from './recipes/build-recipe.ts';
import { pictureOf } from './recipes/read-uploads.ts';
import { submitRecipe } from './recipes/submit.ts';

/** Classical denoising: a Gaussian blur, in pixels at the model's side. */
const blur = { kind: 'blur', size: 5, sigma: 2 } as const;

export const denoise = command({
  name: 'denoise',
  summary: 'Noise a picture, then clean it by a blur, in one step and step by step, side by side.',
  options: {
    image: required(image({ summary: 'The picture.' })),
    t: integer({
      summary: 'How much noise: 0 is none, 999 all; 690 is start 10 of /sdedit.',
      min: 0,
      max: 999,
      default: 690,
    }),
    prompt: { ...prompt('What the model is told that it sees.'), default: plainPrompt },
    ...samplingOptions,
    ...etaOption,
    upscale: toggle({ summary: 'Also put every picture through super-resolution.' }),
  },
  examples: ['/denoise', '/denoise 500 seed:180', '/denoise 250 prompt:"a dog" guidance:1'],
  actions: ['reroll', 'film', 'settings'],
  async run(context) {
    const { options, engine, random } = context;
    const picture = await pictureOf(options.image);
    const settings = await resolveSettings(options, engine, random);
    const t = checkTimestep(options.t, settings.model);
    const made = recipe(settings, [
      original(picture, settings.seed),
      ...fourWays(picture, t, options.prompt, settings),
    ]);
    await submitRecipe('denoise', made, context);
  },
});

/** Makes the four drawings to compare. All have the same seed, so the same noise. */
function fourWays(picture: Picture, t: number, words: string, settings: Settings): readonly Drawing[] {
  const term = { kind: 'prompt', prompt: words } as const;
  const noised = drawing({ term, start: { kind: 'image', image: picture, timestep: t } }, settings);
  return [
    { ...noised, label: `noisy, t ${t}`, walk: { kind: 'none' } },
    { ...noised, label: 'blurred', walk: blur },
    { ...noised, label: 'one step', walk: { kind: 'one-step' } },
    { ...noised, label: 'step by step' },
  ];
}
