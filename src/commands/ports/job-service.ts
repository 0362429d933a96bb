import type { JobId, MaskReading, Recipe } from '../../engine/client.ts';
import type { Asker } from './asker.ts';
import type { Reply } from './reply.ts';

/** How the user specified the mask, which the recipe's mask does not show. */
export interface MaskedBy {
  /** Whether it is a file; else it is the region or, without one, the picture's transparency. */
  readonly isMask: boolean;
  readonly region?: string;
  /** How the mask file was read. */
  readonly reading?: MaskReading;
  readonly invert: boolean;
  /** What was drawn beyond each edge, in percent of the picture's width or height. */
  readonly added?: Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>>;
  /** Share of the picture that is drawn anew, 0 … 1. Absent in jobs of earlier versions. */
  readonly share?: number;
}

/** A request for a job: enough to answer it after a restart, and to derive other jobs from it. */
export interface JobRequest {
  readonly asker: Asker;
  /** The command: 'sample', 'anagram', … It determines caption, files and buttons through the registry of commands. */
  readonly command: string;
  readonly recipe: Recipe;
  /** The job that this one was derived from. */
  readonly parent?: JobId;
  /** How the mask was specified; absent without a mask, and for a recipe from a file. */
  readonly maskedBy?: MaskedBy;
  /** A sentence to show with the result. */
  readonly remark?: string;
  /** Whether the result includes a film of the sampling. */
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

/** A running or waiting job, as far as other people may see it. */
export interface QueuedJob {
  /** 0: being drawn; n: n-th in the queue. */
  readonly place: number;
  readonly command: string;
  /** The job itself; absent for everybody but its asker. */
  readonly own?: JobSummary;
}

/**
 * Accepts and stores jobs, from the view of one asker: a job that they may not see (`maySee`) does not exist for them.
 * Implemented in `bot` with limits, journal and engine; in the shell with the engine alone.
 */
export interface JobService {
  /**
   * Journals a job and runs it. The answer goes to `reply` and, after a restart, to the same place. The job is accepted
   * without waiting for `remark`, which is shown with the result.
   *
   * @throws UserError when a limit is reached; then nothing was accepted.
   */
  submit(request: JobRequest, reply: Reply, remark?: Promise<string | undefined>): Promise<JobId>;
  /** Finds a job by its id; undefined when there is none, or it is no longer stored. */
  find(id: JobId): Promise<JobSummary | undefined>;
  /**
   * Lists the jobs of the asker's channel that can be meant there (`mayBeMeant`), newest first. Their recipes may lack
   * the picture that they paste into; `find` has it.
   */
  recent(count: number): Promise<readonly JobSummary[]>;
  /** Lists running and waiting jobs, in the order of their places. */
  queue(): Promise<readonly QueuedJob[]>;
  /** Makes a job of the asker visible to everybody in their channel. */
  publish(id: JobId): Promise<void>;
  /**
   * Reads the pictures of a delivered result, one PNG without caption per drawing; undefined when they are no longer
   * stored.
   */
  pictures(id: JobId): Promise<readonly Uint8Array[] | undefined>;
  /**
   * Reads what the host's safety model flagged, one per drawing; empty where nothing was checked, or it is no longer
   * stored.
   */
  flagged(id: JobId): Promise<readonly boolean[]>;
  /** Reads the previews of a result's steps, one list of PNGs per drawing; undefined when they are no longer stored. */
  frames(id: JobId): Promise<readonly (readonly Uint8Array[])[] | undefined>;
  /** Cancels a job. Returns false when there was nothing to cancel. */
  cancel(id: JobId): Promise<boolean>;
  /** Deletes an ended job of the asker, with its pictures. */
  remove(id: JobId): Promise<void>;
}

export type EndState = Exclude<JobState, 'accepted' | 'running'>;
