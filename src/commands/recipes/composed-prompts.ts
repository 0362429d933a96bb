import { type Init, viewNames } from '../../engine/client.ts';
import type { OptionValues } from '../command.ts';
import { image, maskOptions, startOptions } from '../options/options.ts';
import { type Settings, timestepAt } from './build-recipe.ts';
import { type Kept, keepOf, pictureOf } from './read-uploads.ts';

// What anagrams and hybrids share: they may begin at a picture, and be drawn into one.
export const composedOptions = {
  ...startOptions,
  start: { ...startOptions.start, needs: 'start-image' },
  image: image({ summary: 'A picture to draw into; say where with mask or region.' }),
  ...maskOptions,
} as const;

export type ComposedValues = OptionValues<typeof composedOptions>;

/** Views that change something: all but the identity. */
export const turnedViews = viewNames.filter((name) => name !== 'identity');

export async function startOf(values: ComposedValues, { model }: Settings): Promise<Init> {
  const upload = values['start-image'];
  if (upload === undefined) return { kind: 'noise' };
  return {
    kind: 'image',
    image: await pictureOf(upload),
    timestep: timestepAt(values.start, model.numTrainTimesteps),
  };
}

/** What stays of the picture that is drawn into; nothing where there is none. @throws UserError as `keepOf`. */
export const keptIn = async (values: ComposedValues, { model }: Settings): Promise<Partial<Kept>> =>
  values.image === undefined ? {} : keepOf(values.image, values, model);
