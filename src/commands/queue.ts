import { command } from './command.ts';
import { captionOf } from './describe.ts';
import { isSame } from './jobs.ts';
import type { JobSummary } from './studio.ts';

export const queue = command({
  name: 'queue',
  summary: 'Show what is being drawn and what is waiting.',
  options: {},
  examples: ['/queue'],
  async run({ asker, engine, reply, studio }) {
    const jobs = await studio.queue();
    const lines = jobs.map((job) => lineOf(job, isSame(job.asker, asker)));
    const isStarting = engine.status().worker === 'starting';
    const soon = isStarting ? 'The engine is still starting.' : 'Your picture would begin at once.';
    await reply.show({
      kind: 'text',
      title: jobs.length === 0 ? 'Nothing is waiting.' : 'In the studio',
      sections: [
        { lines: lines.length === 0 ? [soon] : lines },
        ...(isStarting && lines.length > 0 ? [{ lines: [soon] }] : []),
      ],
    });
  },
});

/** Prompts and names of others stay with them: people in private channels share the queue. */
function lineOf({ id, command: name, place, recipe }: JobSummary, isOwn: boolean): string {
  const where = place === 0 ? 'now' : `${place ?? '–'}.`;
  return isOwn ? `${where} /${name} ${captionOf(recipe)} (yours, ${id})` : `${where} /${name} by somebody else`;
}
