import {
  type Aspect,
  ImageError,
  type More,
  moreThanFirst,
  type Picture,
  type RawPicture,
  type ReadPicture,
  readPicture,
  readPixels,
} from '../../engine/client.ts';
import { t } from '../language/translate.ts';
import { imageMessage } from '../messages/engine-messages.ts';
import { UserError } from '../messages/errors.ts';
import type { Upload } from '../ports/upload.ts';

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

/** Makes a remark on a file of which only the first picture was read; undefined for other files. */
export async function remarkOnFile({ name, bytes }: Upload): Promise<string | undefined> {
  const more = await moreThanFirst(bytes);
  return more && moreSentences[more](name);
}

const moreSentences: Readonly<Record<More, (file: string) => string>> = {
  frames: (file) => t('“{{file}}” is an animation; only its first frame was used.', { file }),
  pages: (file) => t('“{{file}}” has several pages; only the first was used.', { file }),
};

const readUpload = (upload: Upload): Promise<ReadPicture> => explained(upload, () => readPicture(upload.bytes));

/** Reads a file. @throws UserError that says what is wrong with it. */
export async function explained<T>(upload: Upload, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ImageError) throw new UserError(imageMessage(upload.name, error.problem), { cause: error });
    throw error;
  }
}
