import { type Aspect, type Init, viewNames } from '../../engine/client.ts';
import type { OptionValues } from '../command.ts';
import { image, maskOptions, startOptions } from '../options/options.ts';
import { type Settings, timestepAt } from './build-recipe.ts';
import { type MaskConstraint, readMaskConstraint } from './mask-constraint.ts';
import { pictureIn } from './read-uploads.ts';

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

/** The init of a drawing, and the aspect ratio of its picture, if that is kept. */
interface ShapedInit {
  readonly start: Init;
  readonly aspect?: Aspect | undefined;
}

/** Reads the init image, where there is one: its middle square, or with its aspect ratio. */
export async function initOf(values: ComposedValues, { model }: Settings, isCropped: boolean): Promise<ShapedInit> {
  const upload = values['start-image'];
  if (upload === undefined) return { start: { kind: 'noise' } };
  const { picture, aspect } = await pictureIn(upload, isCropped);
  const timestep = timestepAt(values.start, model.numTrainTimesteps);
  return { start: { kind: 'image', image: picture, timestep }, aspect };
}

/** Reads the mask constraint, where there is a picture to draw into. @throws UserError as `readMaskConstraint`. */
export const optionalConstraint = async (
  values: ComposedValues,
  { model }: Settings,
): Promise<Partial<MaskConstraint>> =>
  values.image === undefined ? {} : readMaskConstraint(values.image, values, model);
