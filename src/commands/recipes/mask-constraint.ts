import {
  type Aspect,
  type Constraint,
  cutMask,
  cutSquare,
  type GreyRaster,
  greyOf,
  invertMask,
  type MaskReading,
  type ModelInfo,
  maskCoverage,
  maskPeak,
  minMaskPeak,
  type Paste,
  type Picture,
  pictureOf,
  type RawPicture,
  type ReadPicture,
  rawOf,
  readMask,
  readPicture,
  regionMask,
  type Square,
  squareAround,
  squareMaskOf,
} from '../../engine/client.ts';
import type { OptionValues } from '../command.ts';
import { type Notice, UserError } from '../messages/errors.ts';
import { percent } from '../messages/percent.ts';
import { userMessages } from '../messages/user-messages.ts';
import type { maskOptions } from '../options/options.ts';
import { parseRegion } from '../options/region.ts';
import type { MaskedBy } from '../ports/job-service.ts';
import type { Upload } from '../ports/upload.ts';
import { explained } from './read-uploads.ts';

type MaskValues = OptionValues<typeof maskOptions>;
type ConstraintValues = Pick<MaskValues, 'form' | 'resample'>;

/** RePaint's jump length in steps. Source: arXiv:2201.09865, section 5. */
const jumpLength = 10;

/** A mask constraint, and how the user specified it. */
export interface MaskConstraint {
  readonly keep: Constraint;
  readonly maskedBy: MaskedBy;
}

/** A mask constraint for a square of a picture, and where the square is pasted. */
export interface PastedConstraint extends MaskConstraint {
  readonly paste: Paste;
  /** What to say of a picture that was made smaller. */
  readonly remark?: string;
}

/**
 * Makes the constraint that keeps `image` outside a mask. The mask is a file, a region in words, or the image's
 * transparency.
 *
 * @throws UserError when there is no mask, when there are two, when the model would draw nothing, or when a file cannot
 * be used.
 */
export async function readMaskConstraint(
  image: Upload,
  values: MaskValues,
  { imageSize }: ModelInfo,
): Promise<MaskConstraint> {
  const { picture, mask, maskedBy } = await readMasked(image, values, 'crop');
  if ((await maskPeak(mask, imageSize)) < minMaskPeak) throw new UserError(await emptyMask(mask, values, imageSize));
  return { keep: constraint(picture.picture, mask, values), maskedBy };
}

/**
 * Makes the constraint for the square around the mask, so that the model draws new content as large as it can, and the
 * rest of the picture keeps its size and every pixel.
 *
 * @throws UserError as `readMaskConstraint`.
 */
export async function readPastedConstraint(
  image: Upload,
  values: MaskValues,
  { imageSize }: ModelInfo,
): Promise<PastedConstraint> {
  const { picture, mask, maskedBy } = await readMasked(image, values, 'whole');
  const grey = await greyOf(mask);
  const square = squareAround(grey);
  if (square === undefined) throw new UserError(await emptyMask(mask, values, imageSize));
  const whole = await rawOf(picture.picture);
  const remark = remarkOnSize(image.name, picture, picture.fitted);
  return {
    ...{ maskedBy, keep: await squareConstraint(whole, grey, square, values) },
    paste: { image: picture.picture, mask, ...square },
    ...(remark !== undefined && { remark }),
  };
}

/** Makes the constraint for a square of a picture and its mask. */
export const squareConstraint = async (
  whole: RawPicture,
  mask: GreyRaster,
  square: Square,
  values: ConstraintValues,
): Promise<Constraint> =>
  constraint(await pictureOf(cutSquare(whole, square)), await squareMaskOf(cutMask(mask, square)), values);

/** Says that a picture was made smaller; undefined where it was not. */
export function remarkOnSize(file: string, size: Aspect, fitted: Aspect): string | undefined {
  if (fitted.width >= size.width && fitted.height >= size.height) return undefined;
  return `“${file}” has ${size.width} × ${size.height} pixels; it was made smaller, to ${fitted.width} × ${fitted.height}.`;
}

/** Reads a picture and its mask, fitted alike. */
async function readMasked(image: Upload, values: MaskValues, fit: 'crop' | 'whole') {
  const { invert, region } = values;
  const picture = await explained(image, () => readPicture(image.bytes, { fit }));
  const given = await maskOf(picture, values, fit);
  const mask = invert ? await invertMask(given.mask) : given.mask;
  const maskedBy: MaskedBy = {
    isMask: values.mask !== undefined,
    ...(region !== undefined && { region }),
    ...(given.reading !== undefined && { reading: given.reading }),
    ...{ invert, share: await maskCoverage(mask) },
  };
  return { picture, mask, maskedBy };
}

const constraint = (image: Picture, mask: Picture, { form, resample }: ConstraintValues): Constraint => ({
  ...{ kind: 'mask', image, mask, form },
  ...(resample > 1 && { resample: { jumpLength, jumpCount: resample } }),
});

async function emptyMask(mask: Picture, { region, invert }: MaskValues, side: number): Promise<Notice> {
  const peak = await maskPeak(mask);
  const isFile = region === undefined;
  if (peak === 0 && (isFile || invert)) return userMessages.emptyMask();
  if (peak < minMaskPeak && isFile) return userMessages.darkMask({ peak: Math.round(255 * peak) });
  return userMessages.tinyMask({ share: percent(await maskCoverage(mask)), side });
}

interface GivenMask {
  readonly mask: Picture;
  /** How the mask file was read; absent without a file. */
  readonly reading?: MaskReading;
}

async function maskOf(image: ReadPicture, { mask, region }: MaskValues, fit: 'crop' | 'whole'): Promise<GivenMask> {
  if (mask !== undefined && region !== undefined) throw new UserError(userMessages.twoMasks());
  if (mask !== undefined) return explained(mask, () => readMask(mask.bytes, { picture: image, fit }));
  if (region !== undefined) {
    const rectangles = parseRegion(region).map((rectangle) => ({ kind: 'rectangle', ...rectangle }) as const);
    return { mask: await regionMask(rectangles, fit === 'whole' ? image.fitted : undefined) };
  }
  if (image.transparency !== undefined) return { mask: image.transparency };
  const { transparentShare } = image;
  throw new UserError(
    transparentShare === 0
      ? userMessages.noMask()
      : userMessages.hardlyTransparent({ share: percent(transparentShare) }),
  );
}
