import type { JobId, StepReport, Timing } from '../../engine/client.ts';
import type { ActionName } from './action.ts';

/** What a chat user may be shown. Text is plain; `details` and `sections` are for the platform to lay out. */
export type ReplyContent =
  /** Nothing is to be shown yet, and why. */
  | { readonly kind: 'preparing'; readonly words: string }
  | { readonly kind: 'queued'; readonly jobId: JobId; readonly place: number; readonly estimateMs: number | null }
  | (Omit<StepReport, 'preview'> & {
      readonly kind: 'step';
      readonly jobId: JobId;
      /** The clean estimate at this step, a PNG. */
      readonly preview: Uint8Array;
    })
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'text'; readonly title: string; readonly sections: readonly Section[] }
  | { readonly kind: 'notice'; readonly message: string; readonly hint?: string; readonly jobId?: JobId };

export interface Section {
  readonly heading?: string;
  readonly lines: readonly string[];
}

/** The answer to a job. */
export interface Result {
  readonly jobId: JobId;
  /** First the picture to show; PNGs carry the recipe. */
  readonly files: readonly ResultFile[];
  /** "a skull · seed 180": one line. */
  readonly caption: string;
  /** Name and value pairs: seed, steps, guidance, sampler, model, time. */
  readonly details: readonly (readonly [name: string, value: string])[];
  /** What the host's safety model flagged, one a drawing; absent where there is no such model. */
  readonly flagged?: readonly boolean[];
  /** How long it took, for machines; `details` say it to people. */
  readonly timing?: Timing;
  /** A sentence the user should read, such as what the model did not know; absent where there is none. */
  readonly remark?: string;
  /** What to type to draw it again; absent where an earlier picture is only shown anew, or no line can say it. */
  readonly line?: string;
  readonly actions: readonly ActionName[];
}

export interface ResultFile {
  readonly name: string;
  readonly mediaType: 'image/png' | 'image/webp' | 'image/gif';
  readonly bytes: Uint8Array;
  readonly altText: string;
  /** Shows a picture that the host's safety model flagged: to be seen only by those who ask to. */
  readonly isSensitive?: true;
}

/** The one answer to one request. Each call replaces or extends what the chat user sees. */
export interface Reply {
  /** May coalesce 'step' contents that come too fast, in order; never drops the rest. @throws ReplyGone; ReplyPostponed. */
  show(content: ReplyContent): Promise<void>;
}

/** There is no place left to answer: the message, channel or connection is gone. */
export class ReplyGone extends Error {}

/** The bot is being stopped before the request is answered in full: that is for the next process. */
export class ReplyPostponed extends Error {}
