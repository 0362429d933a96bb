import {
  type Constraint,
  ImageError,
  invertMask,
  type MaskReading,
  type ModelInfo,
  type More,
  maskCoverage,
  maskPeak,
  minMaskPeak,
  moreThanFirst,
  type Picture,
  type RawPicture,
  type ReadPicture,
  readMask,
  readPicture,
  readSquare,
  regionMask,
} from '../../engine/client.ts';
import type { OptionValues } from '../command.ts';
import { imageMessage } from '../messages/engine-messages.ts';
import { type Notice, UserError } from '../messages/errors.ts';
import { percent } from '../messages/percent.ts';
import { userMessages } from '../messages/user-messages.ts';
import type { maskOptions } from '../options/options.ts';
import { parseRegion } from '../options/region.ts';
import type { MaskedBy } from '../ports/job-service.ts';
import type { Upload } from '../ports/upload.ts';

type MaskValues = OptionValues<typeof maskOptions>;

/** RePaint's jump length in steps. Source: arXiv:2201.09865, section 5. */
const jumpLength = 10;

/** Reads an uploaded picture for a recipe. @throws UserError that says what is wrong with the file. */
export const pictureOf = async (upload: Upload): Promise<Picture> => (await readUpload(upload)).picture;

/**
 * Reads an uploaded picture to be shown again, larger than in a recipe.
 *
 * @throws UserError that says what is wrong with the file.
 */
export const squareOf = (upload: Upload): Promise<RawPicture> => explained(upload, () => readSquare(upload.bytes));

/** A mask constraint, and how the user specified it. */
export interface MaskConstraint {
  readonly keep: Constraint;
  readonly maskedBy: MaskedBy;
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
  const { form, invert, region, resample } = values;
  const read = await readUpload(image);
  const given = await maskOf(read, values);
  const mask = invert ? await invertMask(given.mask) : given.mask;
  const share = await maskCoverage(mask);
  if ((await maskPeak(mask, imageSize)) < minMaskPeak) throw new UserError(await emptyMask(mask, values, imageSize));
  return {
    keep: {
      kind: 'mask',
      image: read.picture,
      mask,
      form,
      ...(resample > 1 && { resample: { jumpLength, jumpCount: resample } }),
    },
    maskedBy: {
      isMask: values.mask !== undefined,
      ...(region !== undefined && { region }),
      ...(given.reading !== undefined && { reading: given.reading }),
      ...{ invert, share },
    },
  };
}

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

async function maskOf(image: ReadPicture, { mask, region }: MaskValues): Promise<GivenMask> {
  if (mask !== undefined && region !== undefined) throw new UserError(userMessages.twoMasks());
  if (mask !== undefined) return explained(mask, () => readMask(mask.bytes, { picture: image }));
  if (region !== undefined) {
    const rectangles = parseRegion(region).map((rectangle) => ({ kind: 'rectangle', ...rectangle }) as const);
    return { mask: await regionMask(rectangles) };
  }
  if (image.transparency !== undefined) return { mask: image.transparency };
  const { transparentShare } = image;
  throw new UserError(
    transparentShare === 0
      ? userMessages.noMask()
      : userMessages.hardlyTransparent({ share: percent(transparentShare) }),
  );
}

/** Makes a remark on a file of which only the first picture was read; undefined for other files. */
export async function remarkOnFile({ name, bytes }: Upload): Promise<string | undefined> {
  const more = await moreThanFirst(bytes);
  return more && moreSentences[more](name);
}

const moreSentences: Readonly<Record<More, (file: string) => string>> = {
  frames: (file) => `“${file}” is an animation; only its first frame was used.`,
  pages: (file) => `“${file}” has several pages; only the first was used.`,
};

const readUpload = (upload: Upload): Promise<ReadPicture> => explained(upload, () => readPicture(upload.bytes));

async function explained<T>(upload: Upload, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ImageError) throw new UserError(imageMessage(upload.name, error.problem), { cause: error });
    throw error;
  }
}
