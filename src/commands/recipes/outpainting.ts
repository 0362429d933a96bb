import {
  type Aspect,
  cutRaw,
  type GreyRaster,
  maskOf,
  maxPasteSide,
  type RawPicture,
  rawOf,
  readPicture,
  scaleRaw,
  squareAround,
  wholePictureOf,
} from '../../engine/client.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import type { Upload } from '../ports/upload.ts';
import { type PastedConstraint, remarkOnSize, squareConstraint } from './mask-constraint.ts';
import { explained } from './read-uploads.ts';

/** How much is drawn beyond each edge, in percent of the picture's width (left, right) or height (top, bottom). */
export type Margins = Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>>;

/**
 * Makes the constraint that draws beyond the edges of a picture, which stays as it is. Where the whole would be too
 * large, the picture is made smaller first.
 *
 * @param margins Of a picture of this size.
 * @throws UserError for margins that add nothing, or a file that cannot be used.
 */
export async function readOutpainting(
  upload: Upload,
  margins: (picture: Aspect) => Margins,
  resample: number,
): Promise<PastedConstraint> {
  const read = await explained(upload, () => readPicture(upload.bytes, { fit: 'whole' }));
  const wanted = margins(read);
  const picture = await fitted(await rawOf(read.picture), wanted);
  const canvas = canvasOf(picture, wanted);
  if (canvas.width === picture.width && canvas.height === picture.height) {
    throw new UserError(userMessages.nothingBeyond());
  }
  const whole = cutRaw(picture, canvas);
  const mask = beyond(picture, canvas);
  const square = squareAround(mask)!; // there is new content, as was just checked
  const remark = remarkOnSize(upload.name, read, picture);
  const share = 1 - (picture.width * picture.height) / (canvas.width * canvas.height);
  return {
    keep: await squareConstraint(whole, mask, square, { form: 'renoised', resample }),
    paste: { image: await wholePictureOf(whole), mask: await maskOf(mask), ...square },
    maskedBy: { isMask: false, invert: false, share, added: wanted },
    ...(remark !== undefined && { remark }),
  };
}

/** Makes a picture so small that it fits with its margins into the largest picture of a recipe. */
async function fitted(picture: RawPicture, margins: Margins): Promise<RawPicture> {
  const { width, height } = canvasOf(picture, margins);
  const scale = maxPasteSide / Math.max(width, height, maxPasteSide);
  if (scale === 1) return picture;
  // Rounded down, since each margin is rounded, too.
  const [across, down] = [picture.width, picture.height].map((side) => Math.max(1, Math.floor(scale * side) - 2));
  return scaleRaw(picture, across!, down!, 'lanczos');
}

/** The picture with its margins, as a part of its own plane that reaches over its edges. */
function canvasOf({ width, height }: Aspect, { left, right, top, bottom }: Margins) {
  const pixels = (percent: number, side: number) => Math.round((percent * side) / 100);
  const [before, above] = [pixels(left, width), pixels(top, height)];
  return {
    ...{ left: -before, top: -above },
    width: before + width + pixels(right, width),
    height: above + height + pixels(bottom, height),
  };
}

/** Makes the mask that is white beyond the picture. */
function beyond(picture: Aspect, { left, top, width, height }: ReturnType<typeof canvasOf>): GreyRaster {
  const values = new Uint8Array(width * height).fill(255);
  for (let y = 0; y < picture.height; y++) {
    const start = (y - top) * width - left;
    values.fill(0, start, start + picture.width);
  }
  return { width, height, values };
}

/** Largest margin that can be typed, in percent. */
export const largestMargin = 200;

/** Computes the margins that give a picture another aspect ratio, alike on both sides, as they can be typed. */
export function marginsFor({ width, height }: Aspect, aspect: Aspect): Margins {
  const across = Math.max(0, (height * aspect.width) / aspect.height / width - 1);
  const down = Math.max(0, (width * aspect.height) / aspect.width / height - 1);
  const [beside, above] = [across, down].map((share) => Math.round(5000 * share) / 100);
  return { left: beside!, right: beside!, top: above!, bottom: above! };
}
