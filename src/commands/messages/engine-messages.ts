import type { EngineErrorCode, ImageProblem } from '../../engine/client.ts';
import type { Notice } from '../ports/notice.ts';

/** Returns the message for a job that the engine could not draw. The operator's message stays in the log. */
export function engineMessage(code: EngineErrorCode): Notice {
  switch (code) {
    case 'unknown-model':
      return {
        message: 'The model of this picture is not installed here.',
        hint: '/status lists the models that are.',
      };
    case 'broken-model':
      return {
        message: 'The model could not be loaded.',
        hint: 'Whoever runs this bot finds out more with: stridebot doctor',
      };
    case 'broken-safety-model':
      return {
        message: 'Pictures cannot be checked here at the moment, so none are drawn.',
        hint: 'Whoever runs this bot finds out more with: stridebot doctor',
      };
    case 'bad-recipe':
      return { message: 'These settings do not fit together.', hint: 'Try fewer of them; /help shows what each does.' };
    case 'job-kills-worker':
      return {
        message: 'This picture was too much for the engine, more than once.',
        hint: 'Try it with fewer steps or pictures.',
      };
    case 'worker-unavailable':
      return {
        message: 'The engine is not running at the moment.',
        hint: 'It is being restarted; please try again in a minute.',
      };
    case 'stopped':
      return {
        message: 'I am being stopped, so this was not finished.',
        hint: 'Please ask again when it is back.',
      };
    case 'internal':
      return {
        message: 'Something went wrong on our side.',
        hint: 'Please try again; if it happens twice, tell whoever runs this bot.',
      };
    default:
      throw code satisfies never;
  }
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e5) / 10} MB`;

/** Returns the message for an uploaded file that cannot be used. */
export function imageMessage(file: string, problem: ImageProblem): Notice {
  const another = 'Send a PNG, JPEG, WebP, GIF, AVIF or TIFF.';
  switch (problem.code) {
    case 'empty':
      return {
        message: `"${file}" is empty: it has no bytes at all.`,
        hint: 'Send it again; the upload may have failed.',
      };
    case 'not-a-picture':
      return problem.looksLike === 'text'
        ? { message: `"${file}" is a text, whatever its name says.`, hint: another }
        : { message: `"${file}" is not a picture that I can read.`, hint: another };
    case 'unsupported-format':
      return { message: `"${file}" is of the kind ${problem.format}, which I cannot read.`, hint: another };
    case 'damaged':
      return {
        message: `"${file}" is damaged: not all of it can be read.`,
        hint: 'Save or export it again, then send that.',
      };
    case 'too-many-bytes':
      return {
        message: `"${file}" has ${megabytes(problem.sizeBytes)}; ${megabytes(problem.maxBytes)} is the most.`,
        hint: 'Send a smaller copy: 256 pixels a side are plenty.',
      };
    case 'too-many-pixels':
      return {
        message: `"${file}" is ${problem.width} × ${problem.height} pixels, more than I open.`,
        hint: 'Send a smaller copy: 256 pixels a side are plenty.',
      };
    case 'too-costly':
      return {
        message: `"${file}" would take more memory or time to open than I give to one file: ${problem.width} × ${problem.height} pixels, ${problem.traits.join(', ')}.`,
        hint: 'Send a smaller copy: 256 pixels a side are plenty.',
      };
    case 'mask-does-not-fit':
      return {
        message: `The mask is ${problem.mask.width} × ${problem.mask.height} pixels, and the picture ${problem.picture.width} × ${problem.picture.height}: they have different shapes.`,
        hint: 'Draw the mask on a copy of the picture, so that they match.',
      };
    default:
      throw problem satisfies never;
  }
}
