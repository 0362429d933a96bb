import { isSame, mayBeMeant, maySee } from '../../src/commands/jobs/find-job.ts';
import type { Asker } from '../../src/commands/ports/asker.ts';
import type { JobRequest, JobService, JobSummary } from '../../src/commands/ports/job-service.ts';
import type { Reply, ReplyContent } from '../../src/commands/ports/reply.ts';
import { type JobId, parseRecipe } from '../../src/engine/client.ts';

/** What the job service stores of a finished job. */
export interface Kept {
  readonly pictures?: readonly Uint8Array[];
  readonly flagged?: readonly boolean[];
  readonly frames?: readonly (readonly Uint8Array[])[];
}

/** A job service in memory: accepts every valid recipe, draws nothing. */
export interface MemoryStudio extends JobService {
  readonly requests: readonly JobRequest[];
  /** Adds an earlier job, with what is still stored of it. */
  remember(job: Partial<JobSummary> & Pick<JobSummary, 'recipe'>, kept?: Kept): JobId;
}

export const ann: Asker = { platform: 'test', person: 'ann', channel: 'lab' };
export const bob: Asker = { platform: 'test', person: 'bob', channel: 'lab' };

/** The job service as `viewer` sees it. */
export function memoryStudio(viewer: Asker = ann): MemoryStudio {
  const requests: JobRequest[] = [];
  const jobs: JobSummary[] = [];
  const past = new Map<JobId, Kept>();
  const add = (job: Omit<JobSummary, 'id' | 'acceptedAt'>): JobId => {
    const id = `job${jobs.length + 1}` as JobId;
    jobs.push({ id, acceptedAt: new Date(jobs.length), ...job });
    return id;
  };
  const isOpen = ({ place }: JobSummary) => place !== null;
  return {
    requests,
    remember({ asker = ann, command = 'sample', state = 'delivered', place = null, ...made }, kept = {}) {
      const id = add({ asker, command, state, place, ...made });
      past.set(id, kept);
      return id;
    },
    async submit(request, _reply, coming) {
      parseRecipe(request.recipe);
      const remark = await coming;
      requests.push({ ...request, ...(remark !== undefined && { remark }) });
      const { asker, command, recipe, maskedBy } = request;
      const made = { asker, command, recipe, ...(maskedBy !== undefined && { maskedBy }) };
      return add({ ...made, state: 'accepted', place: jobs.filter(isOpen).length });
    },
    find: async (id) => jobs.find((job) => job.id === id && maySee(viewer, job.asker)),
    recent: async (count) =>
      jobs
        .filter(({ asker }) => asker.channel === viewer.channel && mayBeMeant(viewer, asker))
        .reverse()
        .slice(0, count),
    queue: async () =>
      jobs.flatMap((job) =>
        job.place === null
          ? []
          : [{ place: job.place, command: job.command, ...(isSame(viewer, job.asker) && { own: job }) }],
      ),
    async publish(id) {
      const index = jobs.findIndex((job) => job.id === id);
      const { asker, ...job } = jobs[index]!;
      const { isPrivate: _, ...open } = asker;
      jobs[index] = { ...job, asker: open };
    },
    pictures: async (id) => past.get(id)?.pictures,
    flagged: async (id) => past.get(id)?.flagged ?? [],
    frames: async (id) => past.get(id)?.frames,
    async cancel(id) {
      const index = jobs.findIndex((job) => job.id === id && isOpen(job));
      if (index === -1) return false;
      jobs[index] = { ...jobs[index]!, state: 'cancelled', place: null };
      return true;
    },
    async remove(id) {
      const index = jobs.findIndex((job) => job.id === id && isSame(viewer, job.asker));
      if (index !== -1) jobs.splice(index, 1);
    },
  };
}

/** A reply that records its contents. */
export function recordingReply(): Reply & { readonly contents: readonly ReplyContent[] } {
  const contents: ReplyContent[] = [];
  return { contents, show: async (content) => void contents.push(content) };
}
