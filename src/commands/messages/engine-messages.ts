import type { EngineErrorCode, ImageProblem } from '../../engine/client.ts';
import { t } from '../language/translate.ts';
import type { Notice } from '../ports/notice.ts';

/** Returns the message for a job that the engine could not draw. The operator's message stays in the log. */
export function engineMessage(code: EngineErrorCode): Notice {
  switch (code) {
    case 'unknown-model':
      return {
        message: t('The model of this picture is not installed here.'),
        hint: t('/status lists the models that are.'),
      };
    case 'broken-model':
      return {
        message: t('The model could not be loaded.'),
        hint: t('Whoever runs this bot finds out more with: stridebot doctor'),
      };
    case 'broken-safety-model':
      return {
        message: t('Pictures cannot be checked here at the moment, so none are drawn.'),
        hint: t('Whoever runs this bot finds out more with: stridebot doctor'),
      };
    case 'bad-recipe':
      return {
        message: t('These settings do not fit together.'),
        hint: t('Try fewer of them; /help shows what each does.'),
      };
    case 'job-kills-worker':
      return {
        message: t('This picture was too much for the engine, more than once.'),
        hint: t('Try it with fewer steps or pictures.'),
      };
    case 'worker-unavailable':
      return {
        message: t('The engine is not running at the moment.'),
        hint: t('It is being restarted; please try again in a minute.'),
      };
    case 'stopped':
      return {
        message: t('I am being stopped, so this was not finished.'),
        hint: t('Please ask again when it is back.'),
      };
    case 'internal':
      return {
        message: t('Something went wrong on our side.'),
        hint: t('Please try again; if it happens twice, tell whoever runs this bot.'),
      };
    default:
      throw code satisfies never;
  }
}

const sizeOf = ({ width, height }: { readonly width: number; readonly height: number }): string =>
  `${width} × ${height}`;

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e5) / 10} MB`;

/** Returns the message for an uploaded file that cannot be used. */
export function imageMessage(file: string, problem: ImageProblem): Notice {
  const another = t('Send a PNG, JPEG, WebP, GIF, AVIF or TIFF.');
  switch (problem.code) {
    case 'empty':
      return {
        message: t('"{{file}}" is empty: it has no bytes at all.', { file }),
        hint: t('Send it again; the upload may have failed.'),
      };
    case 'not-a-picture':
      return problem.looksLike === 'text'
        ? { message: t('"{{file}}" is a text, whatever its name says.', { file }), hint: another }
        : { message: t('"{{file}}" is not a picture that I can read.', { file }), hint: another };
    case 'unsupported-format':
      return {
        message: t('"{{file}}" is of the kind {{format}}, which I cannot read.', { file, format: problem.format }),
        hint: another,
      };
    case 'damaged':
      return {
        message: t('"{{file}}" is damaged: not all of it can be read.', { file }),
        hint: t('Save or export it again, then send that.'),
      };
    case 'too-many-bytes':
      return {
        message: t('"{{file}}" has {{size}}; {{max}} is the most.', {
          ...{ file, size: megabytes(problem.sizeBytes), max: megabytes(problem.maxBytes) },
        }),
        hint: t('Send a smaller copy: 256 pixels a side are plenty.'),
      };
    case 'too-many-pixels':
      return {
        message: t('"{{file}}" is {{width}} × {{height}} pixels, more than I open.', { ...problem, file }),
        hint: t('Send a smaller copy: 256 pixels a side are plenty.'),
      };
    case 'too-costly':
      return {
        message: t(
          '"{{file}}" would take more memory or time to open than I give to one file: {{width}} × {{height}} pixels, {{traits}}.',
          { ...problem, file, traits: problem.traits.join(', ') },
        ),
        hint: t('Send a smaller copy: 256 pixels a side are plenty.'),
      };
    case 'mask-does-not-fit':
      return {
        message: t('The mask is {{mask}} pixels, and the picture {{picture}}: they have different shapes.', {
          ...{ mask: sizeOf(problem.mask), picture: sizeOf(problem.picture) },
        }),
        hint: t('Draw the mask on a copy of the picture, so that they match.'),
      };
    default:
      throw problem satisfies never;
  }
}
