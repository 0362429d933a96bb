import { command } from './command.ts';
import { t } from './language/translate.ts';
import type { QueuedJob } from './ports/job-service.ts';
import { captionOf } from './recipes/caption.ts';

export const queue = command({
  name: 'queue',
  summary: 'Show what is being drawn and what is waiting.',
  options: {},
  examples: ['/queue'],
  async run({ engine, reply, jobService }) {
    const jobs = await jobService.queue();
    const lines = jobs.map(lineOf);
    const isStarting = engine.status().worker === 'starting';
    const soon = isStarting ? t('The engine is still starting.') : t('Your picture would begin at once.');
    await reply.show({
      kind: 'text',
      title: jobs.length === 0 ? t('Nothing is waiting.') : t('In the studio'),
      sections: [
        { lines: lines.length === 0 ? [soon] : lines },
        ...(isStarting && lines.length > 0 ? [{ lines: [soon] }] : []),
      ],
    });
  },
});

/**
 * Describes a job in one line. Other people's prompts and job ids are not shown, since private channels share the
 * queue.
 */
function lineOf({ command: name, place, own }: QueuedJob): string {
  const where = place === 0 ? t('now') : `${place}.`;
  if (own === undefined) return t('{{where}} /{{command}} by somebody else', { where, command: name });
  const line = `${where} /${name} ${captionOf(own.recipe)}`;
  return t('{{line}} (yours, {{id}})', { line, id: own.id });
}
