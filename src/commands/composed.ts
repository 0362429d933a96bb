import { type Keep, type Start, viewNames } from '../engine/client.ts';
import type { OptionValues } from './command.ts';
import { image, maskOptions, startOptions } from './options.ts';
import type { JobRequest } from './studio.ts';
import { keepOf, maskedByIn, pictureOf } from './uploads.ts';
import { type Settings, timestepAt } from './walk.ts';

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

export async function startOf(values: ComposedValues, { model }: Settings): Promise<Start> {
  const upload = values['start-image'];
  if (upload === undefined) return { kind: 'noise' };
  return {
    kind: 'image',
    image: await pictureOf(upload),
    timestep: timestepAt(values.start, model.numTrainTimesteps),
  };
}

/** @throws UserError as `keepOf`. */
export const keptIn = async (values: ComposedValues): Promise<Keep | undefined> =>
  values.image === undefined ? undefined : keepOf(values.image, values);

/** How it was said where to draw into a picture; nothing where there is none. */
export const originIn = (values: ComposedValues): Pick<JobRequest, 'maskedBy'> =>
  values.image === undefined ? {} : { maskedBy: maskedByIn(values) };
