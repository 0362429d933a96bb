import type { Aspect } from '../engine/client.ts';
import { command, type OptionValues } from './command.ts';
import { UserError } from './messages/errors.ts';
import { userMessages } from './messages/user-messages.ts';
import {
  choice,
  countOption,
  etaOption,
  image,
  maskOptions,
  number,
  plainPrompt,
  prompt,
  required,
  samplingOptions,
  styleOption,
} from './options/options.ts';
import { repeat, resolveSettings, withFinish } from './recipes/build-recipe.ts';
import { largestMargin, type Margins, marginsFor, readOutpainting } from './recipes/outpainting.ts';
import { withStyle } from './recipes/styles.ts';
import { submitRecipe } from './recipes/submit.ts';

const shapes = {
  square: { width: 1, height: 1 },
  '3:2': { width: 3, height: 2 },
  '2:3': { width: 2, height: 3 },
  '4:3': { width: 4, height: 3 },
  '3:4': { width: 3, height: 4 },
  '16:9': { width: 16, height: 9 },
  '9:16': { width: 9, height: 16 },
} as const satisfies Record<string, Aspect>;

const shapeNames = Object.keys(shapes) as readonly (keyof typeof shapes)[];

/** What is added at each edge if nothing was said, in percent. */
const usual = 25;

const margin = (edge: string) =>
  number({ summary: `How much to add at the ${edge}, in percent of the picture.`, min: 0, max: largestMargin });

const outpaintOptions = {
  image: required(image({ summary: 'The picture, which stays as it is.' })),
  prompt: { ...prompt('What lies beyond its edges.'), default: plainPrompt },
  left: margin('left'),
  right: margin('right'),
  top: margin('top'),
  bottom: margin('bottom'),
  aspect: choice({ summary: 'The shape that it should get, instead of margins.', choices: shapeNames }),
  ...countOption,
  ...styleOption,
  ...samplingOptions,
  ...etaOption,
  // Without repeats the new part has other colours than the picture beside it.
  resample: { ...maskOptions.resample, default: 5 },
} as const;

type OutpaintValues = OptionValues<typeof outpaintOptions>;

export const outpaint = command({
  name: 'outpaint',
  summary: 'Draw what lies beyond the edges of a picture.',
  options: outpaintOptions,
  examples: ['/outpaint a beach', '/outpaint "a snowy mountain" left:50 right:50', '/outpaint a forest aspect:16:9'],
  actions: ['reroll', 'vary', 'film', 'settings'],
  async run(context) {
    const { engine, random } = context;
    const options = await withStyle(context);
    const settings = await resolveSettings(options, engine, random);
    const { keep, paste, maskedBy, remark } = await readOutpainting(
      options.image,
      (picture) => marginsOf(picture, options),
      options.resample,
    );
    const spec = { term: { kind: 'prompt', prompt: options.prompt }, keep } as const;
    const recipe = repeat(spec, withFinish(settings, { paste }), options);
    await submitRecipe('outpaint', recipe, context, { maskedBy }, remark);
  },
});

/** @throws UserError where there are both margins and a shape. */
function marginsOf(picture: Aspect, { left, right, top, bottom, aspect }: OutpaintValues): Margins {
  const isSaid = [left, right, top, bottom].some((each) => each !== undefined);
  if (aspect !== undefined) {
    if (isSaid) throw new UserError(userMessages.marginsOrShape());
    return marginsFor(picture, shapes[aspect]);
  }
  if (!isSaid) return { left: usual, right: usual, top: usual, bottom: usual };
  return { left: left ?? 0, right: right ?? 0, top: top ?? 0, bottom: bottom ?? 0 };
}
