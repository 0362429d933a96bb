import { type Keep, type Start, viewNames } from '../engine/client.ts';
import type { OptionValues } from './command.ts';
import { UserError } from './errors.ts';
import { userNotices } from './notices.ts';
import { image, maskOptions, startOptions } from './options.ts';
import { keepOf, pictureOf } from './uploads.ts';
import { type Settings, timestepAt } from './walk.ts';

// What anagrams and hybrids share: they may begin at a picture, and be drawn into one.
export const composedOptions = {
  ...startOptions,
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

/** @throws UserError when a place is named, but no picture to keep. */
export async function placeOf(values: ComposedValues): Promise<Keep | undefined> {
  if (values.image !== undefined) return keepOf(values.image, values);
  if (values.mask !== undefined || values.region !== undefined) throw new UserError(userNotices.maskWithoutImage());
  return undefined;
}
