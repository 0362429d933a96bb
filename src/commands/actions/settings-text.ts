import { detailName } from '../language/detail-names.ts';
import { t } from '../language/translate.ts';
import { isolated } from '../messages/display-text.ts';
import { formatLine, picturesOf } from '../parsing/format-line.ts';
import type { ReplyContent } from '../ports/reply.ts';
import { detailsOf } from '../recipes/caption.ts';
import type { SourceJob } from './source-job.ts';

const untypable = (): string =>
  t('It cannot be typed as a line, since it was made from an earlier picture. /remix changes one thing of it.');

/** "Attach the picture it began at, then the mask." */
const attachText = (pictures: readonly string[]): string =>
  t('Attach {{pictures}}.', {
    pictures: pictures.reduce((list, next) => t('{{list}}, then {{next}}', { list, next })),
  });

/** Describes the settings of a picture, with a line that can be pasted to draw it again. */
export function settingsText(
  job: Pick<SourceJob, 'command' | 'recipe' | 'maskedBy'> & { readonly id?: string },
): ReplyContent {
  const line = formatLine(job);
  const attached = line === undefined ? [] : picturesOf(job);
  const seed = job.recipe.drawings[0]!.seed === 180 ? 181 : 180;
  return {
    kind: 'text',
    title: t('Settings'),
    sections: [
      {
        heading: t('The same again'),
        lines: [
          line === undefined ? untypable() : isolated(line),
          ...(attached.length > 0 ? [attachText(attached)] : []),
        ],
      },
      { heading: t('Details'), lines: detailsOf(job).map(([name, value]) => `${detailName(name)}: ${value}`) },
      {
        heading: t('Change one thing'),
        lines:
          job.id === undefined
            ? [`/remix image:1 seed:${seed}`, t('Attach the picture itself.')]
            : [`/remix job:${job.id} seed:${seed}`],
      },
    ],
  };
}
