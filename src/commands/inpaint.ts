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
  styleOption,
  toggle,
} from './options/options.ts';
import { repeat, resolveSettings, withFinish } from './recipes/build-recipe.ts';
import {
  type MaskConstraint,
  type PastedConstraint,
  readMaskConstraint,
  readPastedConstraint,
} from './recipes/mask-constraint.ts';
import { withStyle } from './recipes/styles.ts';
import { submitRecipe } from './recipes/submit.ts';

export const inpaint = command({
  name: 'inpaint',
  summary: 'Draw something new into part of a picture. The part: a mask, the transparency, or words.',
  options: {
    image: required(image({ summary: 'The picture; where it is transparent, new content goes.' })),
    prompt: { ...prompt('What to draw there.'), default: plainPrompt },
    ...countOption,
    ...maskOptions,
    whole: {
      ...toggle({ summary: 'Redraw the middle square of the picture, instead of the square around the mask.' }),
      needs: 'image',
    },
    ...styleOption,
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
    const { engine, random } = context;
    const options = await withStyle(context);
    const settings = await resolveSettings(options, engine, random);
    const read = options.whole ? readMaskConstraint : readPastedConstraint;
    const { keep, maskedBy, paste, remark }: MaskConstraint & Partial<PastedConstraint> = await read(
      options.image,
      options,
      settings.model,
    );
    const spec = { term: { kind: 'prompt', prompt: options.prompt }, keep } as const;
    const recipe = repeat(spec, withFinish(settings, { paste }), options);
    await submitRecipe('inpaint', recipe, context, { maskedBy }, remark);
  },
});
