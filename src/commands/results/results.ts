import {
  componentSheet,
  contactSheet,
  type Drawing,
  encodePng,
  film,
  type JobId,
  nearFar,
  pngToRaw,
  type RawPicture,
  type Recipe,
  rawOf,
  type SheetOptions,
  type SplitName,
  scaleRaw,
  type Timing,
  tintMask,
  viewPicture,
} from '../../engine/client.ts';
import { formatLine } from '../parsing/format-line.ts';
import type { JobRequest } from '../ports/job-service.ts';
import type { Result, ResultFile } from '../ports/reply.ts';
import {
  altTextOf,
  captionOf,
  detailsOf,
  isClean,
  isUpscaling,
  labelOf,
  sheetTextOf,
  turnOf,
} from '../recipes/caption.ts';
import { availableActions } from './available-actions.ts';

/** A job that the engine has drawn. */
export interface Finished {
  readonly jobId: JobId;
  readonly request: JobRequest;
  /** One a drawing. */
  readonly pictures: readonly RawPicture[];
  /** What the host's safety model flagged, one a drawing. */
  readonly flagged?: readonly boolean[] | undefined;
  /** The clean estimates of the walk, PNG, one list a drawing; only read for a film. */
  readonly frames: readonly (readonly Uint8Array[])[];
  readonly timing: Timing;
}

/** One picture of a set, with what stands below it on a sheet. */
interface Shown {
  readonly picture: RawPicture;
  readonly caption: string;
}

/**
 * The answer to a finished job. Files: the picture, or the contact sheet and then every picture; each is a PNG with the
 * recipe that makes it alone. Then what helps to read it: the tinted mask, the turned readings, near and far, the film.
 */
export async function makeResult({
  jobId,
  request,
  pictures: drawn,
  flagged,
  frames,
  timing,
}: Finished): Promise<Result> {
  const { recipe, command } = request;
  const pictures = await withUploads(recipe, drawn);
  const name = `${command}-${recipe.drawings[0]!.seed}`;
  const line = formatLine(request);
  return {
    jobId,
    files: [
      ...(await pictureFiles(name, recipe, pictures, flagged)),
      ...hiddenIf(flagged?.includes(true), await maskFiles(name, recipe)),
      ...hiddenIf(flagged?.includes(true), await readingFiles(name, recipe, pictures)),
      ...hiddenIf(
        flagged?.includes(true),
        request.film === true ? await filmFiles(name, recipe, pictures, frames) : [],
      ),
    ],
    caption: captionOf(recipe),
    details: detailsOf(request, timing),
    timing,
    ...(flagged !== undefined && { flagged }),
    ...(request.remark !== undefined && { remark: request.remark }),
    ...(line !== undefined && { line }),
    actions: availableActions(request),
  };
}

/** The pictures of a job by themselves: each, or the contact sheet and each; then how they are read. */
export async function shownFiles(
  name: string,
  recipe: Recipe,
  drawn: readonly RawPicture[],
  flagged: readonly boolean[],
): Promise<ResultFile[]> {
  const pictures = await withUploads(recipe, drawn);
  const readings = await readingFiles(name, recipe, pictures);
  return [...(await pictureFiles(name, recipe, pictures, flagged)), ...hiddenIf(flagged.includes(true), readings)];
}

/** Files of something that the safety model flagged say so. */
export const hiddenIf = (isSensitive: boolean | undefined, files: readonly ResultFile[]): readonly ResultFile[] =>
  isSensitive === true ? files.map((file) => ({ ...file, isSensitive })) : files;

/** The picture to compare with, where the others were enlarged after they were drawn. */
const isUpload = (drawing: Drawing, recipe: Recipe): boolean =>
  isClean(drawing) && !isUpscaling(recipe) && recipe.finish.upscaleTo !== null;

/** What was uploaded stands beside enlarged drawings as it came: super-resolution would have invented its detail. */
const withUploads = (recipe: Recipe, pictures: readonly RawPicture[]): Promise<readonly RawPicture[]> =>
  Promise.all(
    recipe.drawings.map(async (drawing, i) => {
      if (!isUpload(drawing, recipe) || drawing.start.kind !== 'image') return pictures[i]!;
      const { width, height } = pictures[i]!;
      return scaleRaw(await rawOf(drawing.start.image), width, height, 'lanczos');
    }),
  );

async function pictureFiles(
  name: string,
  recipe: Recipe,
  pictures: readonly RawPicture[],
  flagged: readonly boolean[] = [],
): Promise<readonly ResultFile[]> {
  const { drawings } = recipe;
  const alone = drawings.length === 1;
  const each = await Promise.all(
    drawings.map(async (drawing, i) => {
      const file = alone ? `${name}.png` : `${name}-${i + 1}.png`;
      // What was uploaded is not made again from a recipe.
      const own = isUpload(drawing, recipe) ? undefined : { ...recipe, drawings: [drawing] };
      return hiddenIf(flagged[i], [await pngFile(file, pictures[i]!, altTextOf(drawing, recipe), own)]);
    }),
  ).then((files) => files.flat());
  if (alone) return each;
  // Ways to clean the same noise are compared side by side, in one row.
  const isComparison = drawings.some(({ walk }) => walk.kind === 'one-step');
  const sheet = await together(shown(drawings, pictures), isComparison ? { columns: drawings.length } : {});
  const sheetFile = await pngFile(`${name}-sheet.png`, sheet, sheetTextOf(recipe), recipe);
  return [...hiddenIf(flagged.includes(true), [sheetFile]), ...each];
}

/** Where new content went: the part is tinted. All drawings of a command share their mask. */
async function maskFiles(name: string, { drawings }: Recipe): Promise<ResultFile[]> {
  const keep = drawings[0]?.keep;
  if (keep?.kind !== 'mask') return [];
  const altText = 'The picture as it was; the part that was drawn anew is tinted.';
  return [await pngFile(`${name}-mask.png`, await tintMask(keep.image, keep.mask), altText)];
}

/** What a term of views or components shows when one looks the other way. */
async function readingFiles(name: string, recipe: Recipe, pictures: readonly RawPicture[]): Promise<ResultFile[]> {
  const term = recipe.drawings[0]!.term;
  if (term.kind === 'prompt') return [];
  if (term.kind === 'components') {
    return [await viewingFile(name, term.split, shown(recipe.drawings, pictures))];
  }
  const views = term.parts.map((part) => part.view).filter((view) => view !== 'identity');
  return Promise.all(
    views.map(async (view) => {
      const turned = await Promise.all(pictures.map((picture) => viewPicture(picture, view)));
      const altText = `The same picture ${turnOf(view)}.`;
      return pngFile(`${name}-${view}.png`, await together(shown(recipe.drawings, turned)), altText);
    }),
  );
}

/** How both prompts of a hybrid are read: from near and far, still and moving, or in colour and grey. */
export async function viewingFile(name: string, split: SplitName, pictures: readonly Shown[]): Promise<ResultFile> {
  if (split === 'colour' || split === 'motion') {
    const looks = await componentSheet(
      pictures.map(({ picture }) => picture),
      split,
    );
    return pngFile(`${name}-${split}.png`, looks, splitTexts[split]);
  }
  const altText = 'The same picture in falling sizes, as if one stepped back from it.';
  return pngFile(`${name}-near-far.png`, await nearFar(await together(pictures)), altText);
}

const splitTexts = {
  colour: 'The same picture in colour, and beside it in grey.',
  motion: 'The same picture still, and beside it blurred as if it moved.',
} as const;

/** Pictures that were not walked have no frames; the film shows the others side by side. */
async function filmFiles(
  name: string,
  { drawings }: Recipe,
  pictures: readonly RawPicture[],
  frames: readonly (readonly Uint8Array[])[],
): Promise<ResultFile[]> {
  const walked = drawings.flatMap((drawing, i) =>
    frames[i]?.length ? [{ drawing, picture: pictures[i]!, frames: frames[i] }] : [],
  );
  if (walked.length === 0) return [];
  const reels = await Promise.all(
    walked.map(async (each) => [...(await Promise.all(each.frames.map(pngToRaw))), each.picture]),
  );
  return [
    await filmFile(
      `${name}-film.webp`,
      reels,
      walked.map((each) => labelOf(each.drawing)),
    ),
  ];
}

/** What a whole film may take before it is encoded, in pixels: 100 MB, whatever the number of pictures and steps. */
const maxFilmPixels = 32_000_000;
/** Of a film: more would only make it long. */
const maxFrames = 100;
/** Side of each picture in a film of several, in pixels. */
const sharedFilmSide = 128;

/**
 * A film of one reel, or of several side by side; a reel that ends early keeps its last picture. Of a long walk every
 * n-th step is shown, and always the last.
 */
export async function filmFile(
  name: string,
  reels: readonly (readonly RawPicture[])[],
  captions: readonly string[],
): Promise<ResultFile> {
  const length = Math.max(...reels.map((reel) => reel.length));
  const side = reels.length > 1 ? sharedFilmSide : Math.max(...reels.flat().map((picture) => picture.width));
  const moment = (step: number): Promise<RawPicture> =>
    together(
      reels.map((reel, i) => ({ picture: reel[Math.min(step, reel.length - 1)]!, caption: captions[i]! })),
      { cellSide: side },
    );
  const last = await moment(length - 1);
  const stride = Math.ceil(Math.max((length * last.width * last.height) / maxFilmPixels, length / maxFrames));
  const frames: RawPicture[] = [];
  for (let step = length - 1 - stride; step >= 0; step -= stride) frames.unshift(await moment(step));
  frames.push(last);
  const altText = 'A film of the noise turning into the picture, one strided step after the other.';
  return { name, mediaType: 'image/webp', bytes: await film(frames), altText };
}

const shown = (drawings: readonly Drawing[], pictures: readonly RawPicture[]): readonly Shown[] =>
  drawings.map((drawing, i) => ({ picture: pictures[i]!, caption: labelOf(drawing) }));

/** One picture as it is, several as a contact sheet. */
export const together = async (pictures: readonly Shown[], options: SheetOptions = {}): Promise<RawPicture> =>
  pictures.length === 1 ? pictures[0]!.picture : contactSheet(pictures, options);

/** A PNG file; with a recipe where it can be made again from one. */
export const pngFile = async (
  name: string,
  picture: RawPicture,
  altText: string,
  recipe?: Recipe,
): Promise<ResultFile> => ({
  name,
  mediaType: 'image/png',
  bytes: await encodePng(picture, recipe),
  altText,
});
