import {
  componentSheet,
  contactSheet,
  cutSquare,
  cutToAspect,
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
  viewPhrase,
} from '../recipes/caption.ts';
import { availableActions } from './available-actions.ts';

/** A job that the engine has drawn. */
interface Finished {
  readonly jobId: JobId;
  readonly request: JobRequest;
  /** One per drawing. */
  readonly pictures: readonly RawPicture[];
  /** Whether the host's safety model flagged each drawing. */
  readonly flagged?: readonly boolean[] | undefined;
  /** Previews of the steps, PNG, one list per drawing; only used for a film. */
  readonly frames: readonly (readonly Uint8Array[])[];
  readonly timing: Timing;
}

/** A picture with its caption on a contact sheet. */
interface LabelledPicture {
  readonly picture: RawPicture;
  readonly caption: string;
}

/**
 * Makes the result of a finished job. Its files are the picture, or the contact sheet and every picture, each a PNG
 * with its own recipe; then the tinted mask, the views of an anagram, the near and far sheet of a hybrid, and the film.
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
      ...markSensitive(flagged?.includes(true), await maskFiles(name, recipe)),
      ...markSensitive(flagged?.includes(true), await readingFiles(name, recipe, pictures)),
      ...markSensitive(
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
    seeds: recipe.drawings.map(({ seed }) => seed),
    ...choicesIn(recipe),
    actions: availableActions(request),
  };
}

/** Lists the pictures of which one can be chosen, where there are several. */
export function choicesIn(recipe: Recipe): Pick<Result, 'choices'> {
  const choices = recipe.drawings.flatMap((drawing, i) =>
    isClean(drawing) && !isUpscaling(recipe) ? [] : [{ number: i + 1, label: labelOf(drawing) }],
  );
  return choices.length > 1 ? { choices } : {};
}

/**
 * Makes the files of a job's pictures: the picture, or the contact sheet and every picture; then views or near and far.
 */
export async function shownFiles(
  name: string,
  recipe: Recipe,
  drawn: readonly RawPicture[],
  flagged: readonly boolean[],
): Promise<ResultFile[]> {
  const pictures = await withUploads(recipe, drawn);
  const readings = await readingFiles(name, recipe, pictures);
  return [...(await pictureFiles(name, recipe, pictures, flagged)), ...markSensitive(flagged.includes(true), readings)];
}

/** Marks files as sensitive where the safety model flagged a picture. */
export const markSensitive = (isSensitive: boolean | undefined, files: readonly ResultFile[]): readonly ResultFile[] =>
  isSensitive === true ? files.map((file) => ({ ...file, isSensitive })) : files;

/** Whether a drawing is the original on a comparison sheet whose other pictures were upscaled. */
const isUpload = (drawing: Drawing, recipe: Recipe): boolean =>
  isClean(drawing) && !isUpscaling(recipe) && recipe.finish.upscaleTo !== null;

/** Replaces upscaled originals by the uploads themselves, since super-resolution would have invented detail. */
const withUploads = (recipe: Recipe, pictures: readonly RawPicture[]): Promise<readonly RawPicture[]> =>
  Promise.all(
    recipe.drawings.map(async (drawing, i) => {
      if (!isUpload(drawing, recipe) || drawing.start.kind !== 'image') return pictures[i]!;
      const side = Math.max(pictures[i]!.width, pictures[i]!.height);
      return cutToAspect(await scaleRaw(await rawOf(drawing.start.image), side, side, 'lanczos'), recipe.finish.aspect);
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
      // The upload gets no recipe: no recipe can draw it.
      const own = isUpload(drawing, recipe) ? undefined : { ...recipe, drawings: [drawing] };
      return markSensitive(flagged[i], [await pngFile(file, pictures[i]!, altTextOf(drawing, recipe), own)]);
    }),
  ).then((files) => files.flat());
  if (alone) return each;
  // A comparison of denoising methods is one row.
  const isComparison = drawings.some(({ walk }) => walk.kind === 'one-step');
  const sheet = await pictureOrSheet(labelled(drawings, pictures), isComparison ? { columns: drawings.length } : {});
  const sheetFile = await pngFile(`${name}-sheet.png`, sheet, sheetTextOf(recipe), recipe);
  return [...markSensitive(flagged.includes(true), [sheetFile]), ...each];
}

/** Makes the picture with its mask tinted. All drawings of a command share their mask. */
async function maskFiles(name: string, { drawings, finish }: Recipe): Promise<ResultFile[]> {
  const keep = drawings[0]?.keep;
  if (keep?.kind !== 'mask') return [];
  const altText = 'The picture as it was; the part that was drawn anew is tinted.';
  const { image, mask } = finish.paste ?? keep;
  return [await pngFile(`${name}-mask.png`, await tintMask(image, mask), altText)];
}

/** Makes the files that show the other prompts: the views of an anagram, or the near and far sheet of a hybrid. */
async function readingFiles(name: string, recipe: Recipe, pictures: readonly RawPicture[]): Promise<ResultFile[]> {
  const term = recipe.drawings[0]!.term;
  if (term.kind === 'prompt') return [];
  if (term.kind === 'components') {
    return [await viewingFile(name, term.split, labelled(recipe.drawings, pictures))];
  }
  const views = term.parts.map((part) => part.view).filter((view) => view !== 'identity');
  return Promise.all(
    views.map(async (view) => {
      const turned = await Promise.all(pictures.map((picture) => viewPicture(picture, view)));
      const altText = `The same picture ${viewPhrase(view)}.`;
      return pngFile(`${name}-${view}.png`, await pictureOrSheet(labelled(recipe.drawings, turned)), altText);
    }),
  );
}

/**
 * Makes a sheet on which all prompts of a hybrid can be seen: from near and far, still and moving, or in colour and
 * grey.
 */
export async function viewingFile(
  name: string,
  split: SplitName,
  pictures: readonly LabelledPicture[],
): Promise<ResultFile> {
  if (split === 'colour' || split === 'motion') {
    const sheet = await componentSheet(
      pictures.map(({ picture }) => picture),
      split,
    );
    return pngFile(`${name}-${split}.png`, sheet, splitTexts[split]);
  }
  const altText = 'The same picture in falling sizes, as if one stepped back from it.';
  return pngFile(`${name}-near-far.png`, await nearFar(await pictureOrSheet(pictures)), altText);
}

const splitTexts = {
  colour: 'The same picture in colour, and beside it in grey.',
  motion: 'The same picture still, and beside it blurred as if it moved.',
} as const;

/** Returns what the model drew of a picture: the square that was pasted into it, or the whole. */
export const drawnPart = (picture: RawPicture, { finish: { paste } }: Recipe): RawPicture =>
  paste === undefined ? picture : cutSquare(picture, paste);

/** Makes the film. Pictures that were not sampled have no frames; the others are shown side by side. */
async function filmFiles(
  name: string,
  recipe: Recipe,
  pictures: readonly RawPicture[],
  frames: readonly (readonly Uint8Array[])[],
): Promise<ResultFile[]> {
  const filmed = recipe.drawings.flatMap((drawing, i) =>
    frames[i]?.length ? [{ drawing, picture: drawnPart(pictures[i]!, recipe), frames: frames[i] }] : [],
  );
  if (filmed.length === 0) return [];
  const sequences = await Promise.all(
    filmed.map(async (each) => [...(await Promise.all(each.frames.map(pngToRaw))), each.picture]),
  );
  return [
    await filmFile(
      `${name}-film.webp`,
      sequences,
      filmed.map((each) => labelOf(each.drawing)),
    ),
  ];
}

/** Most pixels of all frames together: 100 MB before encoding, whatever the number of pictures and steps. */
const maxFilmPixels = 32_000_000;
/** Most frames of a film; more would only make it long. */
const maxFrames = 100;
/** Side of each picture in a film of several, in pixels. */
const sharedFilmSide = 128;

/**
 * Makes a film of one sequence of frames, or of several side by side. A sequence that ends early keeps its last frame.
 * Long sequences show only every n-th step, and always the last.
 */
export async function filmFile(
  name: string,
  sequences: readonly (readonly RawPicture[])[],
  captions: readonly string[],
): Promise<ResultFile> {
  const length = Math.max(...sequences.map((sequence) => sequence.length));
  const side = sequences.length > 1 ? sharedFilmSide : Math.max(...sequences.flat().map((picture) => picture.width));
  const moment = (step: number): Promise<RawPicture> =>
    pictureOrSheet(
      sequences.map((sequence, i) => ({
        picture: sequence[Math.min(step, sequence.length - 1)]!,
        caption: captions[i]!,
      })),
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

const labelled = (drawings: readonly Drawing[], pictures: readonly RawPicture[]): readonly LabelledPicture[] =>
  drawings.map((drawing, i) => ({ picture: pictures[i]!, caption: labelOf(drawing) }));

/** Returns a single picture itself, several as a contact sheet. */
export const pictureOrSheet = async (
  pictures: readonly LabelledPicture[],
  options: SheetOptions = {},
): Promise<RawPicture> => (pictures.length === 1 ? pictures[0]!.picture : contactSheet(pictures, options));

/** Makes a PNG file, with the recipe if given. */
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
