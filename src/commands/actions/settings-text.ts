import { isolated } from '../messages/display-text.ts';
import { formatLine, picturesOf } from '../parsing/format-line.ts';
import type { ReplyContent } from '../ports/reply.ts';
import { detailsOf } from '../recipes/caption.ts';
import type { SourceJob } from './source-job.ts';

const untypable =
  'It cannot be typed as a line, since it was made from an earlier picture. /remix changes one thing of it.';

/** Describes the settings of a picture, with a line that can be pasted to draw it again. */
export function settingsText(
  job: Pick<SourceJob, 'command' | 'recipe' | 'maskedBy'> & { readonly id?: string },
): ReplyContent {
  const line = formatLine(job);
  const attached = line === undefined ? [] : picturesOf(job);
  const seed = job.recipe.drawings[0]!.seed === 180 ? 181 : 180;
  return {
    kind: 'text',
    title: 'Settings',
    sections: [
      {
        heading: 'The same again',
        lines: [
          line === undefined ? untypable : isolated(line),
          ...(attached.length > 0 ? [`Attach ${attached.join(', then ')}.`] : []),
        ],
      },
      { heading: 'Details', lines: detailsOf(job).map(([name, value]) => `${name}: ${value}`) },
      {
        heading: 'Change one thing',
        lines:
          job.id === undefined
            ? [`/remix image:1 seed:${seed}`, 'Attach the picture itself.']
            : [`/remix job:${job.id} seed:${seed}`],
      },
    ],
  };
}
