import type { JobId, MaskReading, Recipe } from '../../engine/client.ts';
import type { Asker } from './asker.ts';
import type { Reply } from './reply.ts';

/** How somebody said where new content goes: the recipe's mask no longer tells. */
export interface MaskedBy {
  /** A file said it; else the region or, without one, the picture's transparency. */
  readonly isMask: boolean;
  readonly region?: string;
  /** What of the mask file said it. */
  readonly reading?: MaskReading;
  readonly invert: boolean;
  /** Of the picture, how much is drawn anew, 0 … 1. Jobs of earlier versions do not know it. */
  readonly share?: number;
}

/** What a job was asked as: enough to answer it after a restart, and to make the next one from it. */
export interface JobRequest {
  readonly asker: Asker;
  /** The command that made it: 'sample', 'anagram', … Decides caption, files and buttons through the commands' registry. */
  readonly command: string;
  readonly recipe: Recipe;
  /** The result that this one was made from. */
  readonly parent?: JobId;
  /** Where a mask is kept, how it was asked for; absent for a recipe that came in a file. */
  readonly maskedBy?: MaskedBy;
  /** A sentence to show with the result. */
  readonly remark?: string;
  /** The result brings the film of its walk. */
  readonly film?: boolean;
}

export type JobState = 'accepted' | 'running' | 'delivered' | 'failed' | 'cancelled';

export interface JobSummary {
  readonly id: JobId;
  readonly command: string;
  readonly recipe: Recipe;
  readonly maskedBy?: MaskedBy;
  readonly asker: Asker;
  readonly state: JobState;
  readonly acceptedAt: Date;
  /** 0: running; n: n-th in the queue; null: ended. */
  readonly place: number | null;
}

/** A job that is being drawn or waits, as far as others may know of it. */
export interface QueuedJob {
  /** 0: being drawn; n: n-th in the queue. */
  readonly place: number;
  readonly command: string;
  /** The job itself; absent for everybody but its asker. */
  readonly own?: JobSummary;
}

/**
 * Accepts jobs and keeps them, as one asker sees them: a job that they may not see (`maySee`) is to them as if it never
 * was. Implemented in `bot` by limits, journal and engine; in the shell by the engine alone.
 */
export interface JobService {
  /**
   * Journals the job, then lets it run; the answer goes to `reply` now and, after a restart, to the same place again.
   * `remark` may come when it is ready, and is shown with the result: nobody waits for it to be accepted.
   *
   * @throws UserError when a limit is reached; then nothing was accepted.
   */
  submit(request: JobRequest, reply: Reply, remark?: Promise<string | undefined>): Promise<JobId>;
  /** The job with this id. Undefined: never was, or its time is over. */
  find(id: JobId): Promise<JobSummary | undefined>;
  /** Jobs of the asker's channel that can be meant there (`mayBeMeant`), newest first. */
  recent(count: number): Promise<readonly JobSummary[]>;
  /** What is being drawn or waits, in the order of their places. */
  queue(): Promise<readonly QueuedJob[]>;
  /** From now on, everybody in the asker's channel may see this job of theirs. */
  publish(id: JobId): Promise<void>;
  /** A delivered result's pictures, one a drawing, PNG each without captions; undefined when they are no longer kept. */
  pictures(id: JobId): Promise<readonly Uint8Array[] | undefined>;
  /** What the host's safety model flagged of a result, one a drawing; empty where nothing was checked, or is no longer kept. */
  flagged(id: JobId): Promise<readonly boolean[]>;
  /** The frames of a result's walk, one list a drawing, PNG each; undefined when they are no longer kept. */
  frames(id: JobId): Promise<readonly (readonly Uint8Array[])[] | undefined>;
  /** False when there was nothing to cancel. */
  cancel(id: JobId): Promise<boolean>;
}

export type EndState = Exclude<JobState, 'accepted' | 'running'>;
