import {
  film,
  type JobId,
  type RawPicture,
  scaleRaw,
  type ViewName,
  viewAnimationFrames,
} from '../../engine/client.ts';
import type { JobSummary } from '../ports/job-service.ts';
import type { Reply, ResultFile } from '../ports/reply.ts';
import { captionOf, detailsOf, labelOf, viewPhrase } from '../recipes/caption.ts';
import { availableActions } from '../results/available-actions.ts';
import { choicesIn, markSensitive, pictureOrSheet, shownFiles } from '../results/results.ts';
import { applyView, secondView } from './picture-actions.ts';
import { findSourceJob } from './source-job.ts';

type Sources = Parameters<typeof findSourceJob>[1];

/**
 * Makes the files to share a job: the picture, or the contact sheet and every picture; for an anagram also its views
 * and an animation between them, for a hybrid how it looks from near and far.
 *
 * @throws UserError when the pictures are not there yet, or no longer stored.
 */
export async function shareFiles({ id }: Pick<JobSummary, 'id'>, sources: Sources): Promise<readonly ResultFile[]> {
  const job = await findSourceJob(id, sources);
  const { recipe, command } = job;
  const pictures = await job.pictures();
  const name = `${command}-${recipe.drawings[0]!.seed}`;
  const isSensitive = await job.isSensitive();
  const flagged = pictures.map(() => isSensitive);
  const files = await shownFiles(name, recipe, pictures, flagged);
  if (recipe.drawings[0]!.term.kind !== 'views') return files;
  const turning = await viewFilm(name, pictures, recipe.drawings.map(labelOf), secondView(recipe));
  return [...files, ...markSensitive(isSensitive, [turning])];
}

/**
 * Shows an earlier picture to everybody in the channel, with its buttons. The job becomes public there, also where only
 * one of its pictures is shown.
 *
 * @param id Of a job or a picture.
 * @throws UserError when the pictures are not there yet, or no longer stored.
 */
export async function showAgain(id: JobId, context: Sources & { readonly reply: Reply }): Promise<void> {
  const job = await findSourceJob(id, context);
  const [caption, details] = [captionOf(job.recipe), detailsOf(job)];
  const files = await shareFiles({ id }, context);
  await context.jobService.publish(job.id); // first, since everybody can press the buttons
  await context.reply.show({
    kind: 'result',
    result: { jobId: id, files, caption, details, ...choicesIn(job.recipe), actions: availableActions(job) },
  });
}

/** Frames from one view to the other. */
const halfCount = 12;
const frameMs = 60;
/** Duration of each view at rest. */
const holdMs = 1500;
/** Sides in pixels: of a single picture, and of each of several. */
const aloneSide = 256;
const sharedSide = 128;
const maxFilmBytes = 1_000_000;

async function viewFilm(
  name: string,
  pictures: readonly RawPicture[],
  captions: readonly string[],
  view: ViewName,
): Promise<ResultFile> {
  const side = pictures.length > 1 ? sharedSide : aloneSide;
  const scaled = await Promise.all(pictures.map((picture) => scaleRaw(picture, side, side, 'lanczos')));
  for (const picture of scaled) applyView(view, picture);
  const sequences = scaled.map((picture) => viewAnimationFrames(picture, view, halfCount));
  const frames = await Promise.all(
    sequences[0]!.map((_, index) =>
      pictureOrSheet(
        sequences.map((sequence, i) => ({ picture: sequence[index]!, caption: captions[i]! })),
        { cellSide: side },
      ),
    ),
  );
  const delaysMs = frames.map((_, index) => (index % halfCount === 0 ? holdMs : frameMs));
  let bytes = await film(frames, { delaysMs });
  for (const quality of [70, 50, 30]) {
    if (bytes.length <= maxFilmBytes) break;
    bytes = await film(frames, { delaysMs, quality });
  }
  const altText = `A film of the picture as it is, then ${viewPhrase(view)}, and back.`;
  return { name: `${name}-turning.webp`, mediaType: 'image/webp', bytes, altText };
}
