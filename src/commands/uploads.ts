import {
  invertMask,
  type Keep,
  maskCoverage,
  type Picture,
  PictureError,
  type RawPicture,
  type ReadPicture,
  readMask,
  readPicture,
  readSquare,
  regionMask,
} from '../engine/client.ts';
import type { OptionValues, Upload } from './command.ts';
import { UserError } from './errors.ts';
import { pictureNotice } from './failures.ts';
import { userNotices } from './notices.ts';
import type { maskOptions } from './options.ts';
import { parseRegion } from './region.ts';
import type { MaskedBy } from './studio.ts';

type MaskValues = OptionValues<typeof maskOptions>;

/** How far RePaint jumps back at a time, in steps. Source: arXiv:2201.09865, section 5. */
const jumpLength = 10;

/** @throws UserError that says what is wrong with the file. */
export const pictureOf = async (upload: Upload): Promise<Picture> => (await readUpload(upload)).picture;

/**
 * The pixels of a file that may be shown again, larger than what a recipe carries.
 *
 * @throws UserError that says what is wrong with the file.
 */
export const squareOf = (upload: Upload): Promise<RawPicture> => explained(upload, () => readSquare(upload.bytes));

/**
 * What must stay of `image`. The mask is a file, or a region in words, or the transparency of the image itself.
 *
 * @throws UserError when there is no mask, when there are two, when it leaves nothing to draw, or when a file cannot be used.
 */
export async function keepOf(image: Upload, values: MaskValues): Promise<Keep> {
  const read = await readUpload(image);
  const given = await maskOf(read, values);
  const mask = values.invert ? await invertMask(given) : given;
  if ((await maskCoverage(mask)) === 0) throw new UserError(userNotices.emptyMask());
  return {
    kind: 'mask',
    image: read.picture,
    mask,
    form: values.form,
    ...(values.resample > 1 && { resample: { jumpLength, jumpCount: values.resample } }),
  };
}

/** The same in the asker's own words, to be typed again. */
export const maskedByIn = ({ mask, region, invert }: MaskValues): MaskedBy => ({
  isMask: mask !== undefined,
  ...(region !== undefined && { region }),
  invert,
});

async function maskOf(image: ReadPicture, { mask, region }: MaskValues): Promise<Picture> {
  if (mask !== undefined && region !== undefined) throw new UserError(userNotices.twoMasks());
  if (mask !== undefined) return explained(mask, () => readMask(mask.bytes, { picture: image }));
  if (region !== undefined) {
    return regionMask(parseRegion(region).map((rectangle) => ({ kind: 'rectangle', ...rectangle })));
  }
  if (image.transparency !== undefined) return image.transparency;
  throw new UserError(userNotices.noMask());
}

const readUpload = (upload: Upload): Promise<ReadPicture> => explained(upload, () => readPicture(upload.bytes));

async function explained<T>(upload: Upload, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof PictureError) throw new UserError(pictureNotice(upload.name, error.problem), { cause: error });
    throw error;
  }
}
