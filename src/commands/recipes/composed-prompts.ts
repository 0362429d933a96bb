import { type Init, viewNames } from '../../engine/client.ts';
import type { OptionValues } from '../command.ts';
import { image, maskOptions, startOptions } from '../options/options.ts';
import { type Settings, timestepAt } from './build-recipe.ts';
import { type MaskConstraint, pictureOf, readMaskConstraint } from './read-uploads.ts';

/** Options that anagrams and hybrids share: an init image, and a picture to draw into. */
export const composedOptions = {
  ...startOptions,
  start: { ...startOptions.start, needs: 'start-image' },
  image: image({ summary: 'A picture to draw into; say where with mask or region.' }),
  ...maskOptions,
} as const;

type ComposedValues = OptionValues<typeof composedOptions>;

/** All views except the identity. */
export const nonIdentityViews = viewNames.filter((name) => name !== 'identity');

export async function initOf(values: ComposedValues, { model }: Settings): Promise<Init> {
  const upload = values['start-image'];
  if (upload === undefined) return { kind: 'noise' };
  return {
    kind: 'image',
    image: await pictureOf(upload),
    timestep: timestepAt(values.start, model.numTrainTimesteps),
  };
}

/** Reads the mask constraint, where there is a picture to draw into. @throws UserError as `readMaskConstraint`. */
export const optionalConstraint = async (
  values: ComposedValues,
  { model }: Settings,
): Promise<Partial<MaskConstraint>> =>
  values.image === undefined ? {} : readMaskConstraint(values.image, values, model);
