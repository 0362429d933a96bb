import { command } from './command.ts';
import { captionOf } from './describe.ts';
import { isSame } from './jobs.ts';
import type { JobSummary } from './studio.ts';

export const queue = command({
  name: 'queue',
  summary: 'Show what is being drawn and what is waiting.',
  options: {},
  examples: ['/queue'],
  async run({ asker, reply, studio }) {
    const jobs = await studio.queue();
    const lines = jobs.map((job) => lineOf(job, isSame(job.asker, asker)));
    await reply.show({
      kind: 'text',
      title: jobs.length === 0 ? 'Nothing is waiting.' : 'In the studio',
      sections: lines.length === 0 ? [{ lines: ['Your picture would begin at once.'] }] : [{ lines }],
    });
  },
});

/** Prompts and names of others stay with them: people in private channels share the queue. */
function lineOf({ id, command: name, place, recipe }: JobSummary, isOwn: boolean): string {
  const where = place === 0 ? 'now' : `${place ?? '–'}.`;
  return isOwn ? `${where} /${name} ${captionOf(recipe)} (yours, ${id})` : `${where} /${name} by somebody else`;
}
