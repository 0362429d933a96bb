import { engineMessage } from '../../commands/messages/engine-messages.ts';
import type { JobRequest, JobService, JobState, JobSummary } from '../../commands/ports/job-service.ts';
import type { Reply } from '../../commands/ports/reply.ts';
import { makeResult } from '../../commands/results/results.ts';
import { type Engine, encodePng, type JobEvent, type JobId, type RunningJob } from '../../engine/client.ts';

/** A job service in memory: the engine alone, without a journal and limits. */
export interface ShellJobService extends JobService {
  /** Resolves when every accepted job has ended, with their states. */
  settled(): Promise<readonly JobState[]>;
  cancelAll(): void;
}

interface ShellJobServiceParts {
  readonly engine: Engine;
  readonly newId: () => JobId;
  readonly now: () => Date;
  /** Receives the engine's message about a failure, for operators. */
  readonly onFailure: (message: string) => void;
}

interface Entry {
  readonly summary: JobSummary;
  readonly running: RunningJob;
  readonly frames: Uint8Array[][];
  pictures: readonly Uint8Array[] | undefined;
  flagged: readonly boolean[];
  /** The engine has finished it, so there is nothing left to cancel. */
  isDrawn: boolean;
  state: JobState;
}

export function createShellJobService({ engine, newId, now, onFailure }: ShellJobServiceParts): ShellJobService {
  const entries = new Map<JobId, Entry>();
  const followed: Promise<void>[] = [];
  let isCancelled = false;

  const onEvent = async (entry: Entry, request: JobRequest, event: JobEvent, reply: Reply): Promise<void> => {
    const { id: jobId } = entry.summary;
    switch (event.kind) {
      case 'queued':
        return reply.show({ ...event, jobId });
      case 'started':
        entry.state = 'running';
        return;
      case 'step': {
        const preview = await encodePng(event.preview);
        entry.frames[event.drawing]?.push(preview);
        return reply.show({ ...event, jobId, preview });
      }
      case 'restarted':
        for (const frames of entry.frames) frames.length = 0;
        return onFailure(`the engine begins this picture again: ${event.reason}`);
      case 'done': {
        const { pictures, flagged, timing } = event;
        entry.isDrawn = true;
        entry.flagged = flagged ?? [];
        entry.pictures = await Promise.all(pictures.map((picture) => encodePng(picture)));
        const result = await makeResult({ jobId, request, pictures, flagged, frames: entry.frames, timing });
        await reply.show({ kind: 'result', result });
        entry.state = 'delivered';
        return;
      }
      case 'failed':
        entry.state = 'failed';
        await reply.show({ kind: 'notice', ...engineMessage(event.code), jobId });
        return onFailure(event.message);
      case 'cancelled':
        entry.state = 'cancelled';
        return;
      default:
        throw event satisfies never;
    }
  };

  const follow = async (
    entry: Entry,
    request: JobRequest,
    reply: Reply,
    pendingRemark?: Promise<string | undefined>,
  ): Promise<void> => {
    const optionalRemark = pendingRemark?.catch(() => undefined); // the picture is shown without it after an error
    for await (const event of entry.running.events) {
      const remark = event.kind === 'done' ? await optionalRemark : undefined;
      await onEvent(entry, { ...request, ...(remark !== undefined && { remark }) }, event, reply);
    }
  };

  const summaryOf = ({ summary, state, isDrawn }: Entry): JobSummary => ({
    ...summary,
    state,
    place: state === 'accepted' ? 1 : state === 'running' && !isDrawn ? 0 : null,
  });

  return {
    async submit(request, reply, remark) {
      const id = newId();
      const { command, recipe, maskedBy, asker } = request;
      const entry: Entry = {
        summary: {
          ...{ id, command, recipe, asker, state: 'accepted', acceptedAt: now(), place: 1 },
          ...(maskedBy !== undefined && { maskedBy }),
        },
        running: engine.submit({ id, person: asker.person, recipe }),
        frames: recipe.drawings.map(() => []),
        pictures: undefined,
        flagged: [],
        isDrawn: false,
        state: 'accepted',
      };
      entries.set(id, entry);
      if (isCancelled) entry.running.cancel();
      followed.push(follow(entry, request, reply, remark));
      return id;
    },
    find: async (id) => {
      const entry = entries.get(id);
      return entry && summaryOf(entry);
    },
    recent: async (count) => [...entries.values()].map(summaryOf).reverse().slice(0, count),
    queue: async () =>
      [...entries.values()].map(summaryOf).flatMap((own) => {
        const { place, command } = own;
        return place === null ? [] : [{ place, command, own }];
      }),
    publish: async () => {}, // nobody else uses this shell
    pictures: async (id) => entries.get(id)?.pictures,
    flagged: async (id) => entries.get(id)?.flagged ?? [],
    frames: async (id) => entries.get(id)?.frames,
    async cancel(id) {
      const entry = entries.get(id);
      if (entry === undefined || summaryOf(entry).place === null) return false;
      entry.running.cancel();
      return true;
    },
    remove: async (id) => void entries.delete(id),
    async settled() {
      await Promise.all(followed);
      return [...entries.values()].map(({ state }) => state);
    },
    cancelAll() {
      isCancelled = true;
      for (const { running } of entries.values()) running.cancel();
    },
  };
}
