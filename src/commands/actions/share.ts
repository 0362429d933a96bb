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
import { captionOf, detailsOf, labelOf, turnOf } from '../recipes/caption.ts';
import { availableActions } from '../results/available-actions.ts';
import { hiddenIf, shownFiles, together } from '../results/results.ts';
import { secondView, seenThrough } from './picture-actions.ts';
import { findSourceJob } from './source-job.ts';

type Sources = Parameters<typeof findSourceJob>[1];

/**
 * What is shown elsewhere of a job: the picture, or the contact sheet and every picture. An anagram brings its readings
 * and a film that turns it, a hybrid how it looks from near and far.
 *
 * @throws UserError when the pictures are not there yet, or no longer kept.
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
  const turning = await turningFilm(name, pictures, recipe.drawings.map(labelOf), secondView(recipe));
  return [...files, ...hiddenIf(isSensitive, [turning])];
}

/**
 * Shows an earlier picture for everybody to see, with the buttons that it had; from then on it is no secret there.
 *
 * @throws UserError when the pictures are not there yet, or no longer kept.
 */
export async function showAgain(id: JobId, context: Sources & { readonly reply: Reply }): Promise<void> {
  const job = await findSourceJob(id, context);
  const [caption, details] = [captionOf(job.recipe), detailsOf(job)];
  const files = await shareFiles({ id }, context);
  await context.jobService.publish(id); // first, since buttons stand below what is shown
  await context.reply.show({
    kind: 'result',
    result: { jobId: id, files, caption, details, actions: availableActions(job) },
  });
}

/** Frames from one reading to the other. */
const halfCount = 12;
const frameMs = 60;
/** How long each reading stays. */
const backoffMs = 1500;
/** Sides in pixels: of one picture, and of each of several. */
const aloneSide = 256;
const sharedSide = 128;
const maxFilmBytes = 1_000_000;

async function turningFilm(
  name: string,
  pictures: readonly RawPicture[],
  captions: readonly string[],
  view: ViewName,
): Promise<ResultFile> {
  const side = pictures.length > 1 ? sharedSide : aloneSide;
  const scaled = await Promise.all(pictures.map((picture) => scaleRaw(picture, side, side, 'lanczos')));
  for (const picture of scaled) seenThrough(view, picture);
  const reels = scaled.map((picture) => viewAnimationFrames(picture, view, halfCount));
  const frames = await Promise.all(
    reels[0]!.map((_, moment) =>
      together(
        reels.map((reel, i) => ({ picture: reel[moment]!, caption: captions[i]! })),
        { cellSide: side },
      ),
    ),
  );
  const delaysMs = frames.map((_, moment) => (moment % halfCount === 0 ? backoffMs : frameMs));
  let bytes = await film(frames, { delaysMs });
  for (const quality of [70, 50, 30]) {
    if (bytes.length <= maxFilmBytes) break;
    bytes = await film(frames, { delaysMs, quality });
  }
  const altText = `A film of the picture as it is, then ${turnOf(view)}, and back.`;
  return { name: `${name}-turning.webp`, mediaType: 'image/webp', bytes, altText };
}
