import {
  type Aspect,
  type Constraint,
  cutMask,
  cutSquare,
  greyOf,
  ImageError,
  invertMask,
  type MaskReading,
  type ModelInfo,
  type More,
  maskCoverage,
  maskPeak,
  minMaskPeak,
  moreThanFirst,
  type Paste,
  type Picture,
  type RawPicture,
  type ReadPicture,
  rawOf,
  readMask,
  readPicture,
  readPixels,
  regionMask,
  squareAround,
  squareMaskOf,
  pictureOf as squarePicture,
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
export const squareOf = (upload: Upload): Promise<RawPicture> => explained(upload, () => readPixels(upload.bytes));

/** Reads a whole picture, as `squareOf` reads its middle. */
export const wholeOf = (upload: Upload): Promise<RawPicture> =>
  explained(upload, () => readPixels(upload.bytes, { fit: 'whole' }));

/** A picture for a recipe, and the aspect ratio to which its results are cut. */
interface ShapedPicture {
  readonly picture: Picture;
  readonly aspect: Aspect;
}

/**
 * Reads an uploaded picture for a recipe whose results keep its aspect ratio.
 *
 * @throws UserError that says what is wrong with the file.
 */
export async function shapedPictureOf(upload: Upload): Promise<ShapedPicture> {
  const { picture, width, height } = await explained(upload, () => readPicture(upload.bytes, { fit: 'extend' }));
  return { picture, aspect: { width, height } };
}

/** Reads a picture with its aspect ratio, or its middle square alone. */
export const pictureIn = async (
  upload: Upload,
  isCropped: boolean,
): Promise<Partial<ShapedPicture> & Pick<ShapedPicture, 'picture'>> =>
  isCropped ? { picture: await pictureOf(upload) } : shapedPictureOf(upload);

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
  const keep = constraint(
    await squarePicture(cutSquare(whole, square)),
    await squareMaskOf(cutMask(grey, square)),
    values,
  );
  const remark = remarkOnSize(image.name, picture);
  return {
    keep,
    maskedBy,
    paste: { image: picture.picture, mask, ...square },
    ...(remark !== undefined && { remark }),
  };
}

function remarkOnSize(file: string, { width, height, fitted }: ReadPicture): string | undefined {
  if (fitted.width === width && fitted.height === height) return undefined;
  return `“${file}” has ${width} × ${height} pixels; it was made smaller, to ${fitted.width} × ${fitted.height}.`;
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

const constraint = (image: Picture, mask: Picture, { form, resample }: MaskValues): Constraint => ({
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
