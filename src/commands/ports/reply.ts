import type { JobId, StepReport, Timing } from '../../engine/client.ts';
import type { ActionName } from './action.ts';

/** Content of a reply. Text is plain; the platform lays out `details` and `sections`. */
export type ReplyContent =
  /** The reason why there is nothing to show yet. */
  | { readonly kind: 'preparing'; readonly words: string }
  | { readonly kind: 'queued'; readonly jobId: JobId; readonly place: number; readonly estimateMs: number | null }
  | (Omit<StepReport, 'preview'> & {
      readonly kind: 'step';
      readonly jobId: JobId;
      /** The predicted clean image at this step, a PNG. */
      readonly preview: Uint8Array;
    })
  | { readonly kind: 'result'; readonly result: Result }
  | {
      readonly kind: 'text';
      readonly title: string;
      readonly sections: readonly Section[];
      /** Makes pictures that show the same, for platforms that show pictures beside a text. */
      readonly pictures?: () => Promise<readonly ResultFile[]>;
    }
  | { readonly kind: 'notice'; readonly message: string; readonly hint?: string; readonly jobId?: JobId };

export interface Section {
  readonly heading?: string;
  readonly lines: readonly string[];
}

/** The result of a job. */
export interface Result {
  readonly jobId: JobId;
  /** The picture to show comes first; PNGs contain the recipe. */
  readonly files: readonly ResultFile[];
  /** One line: "a skull · seed 180". */
  readonly caption: string;
  /** Name and value pairs: seed, steps, guidance, sampler, model, time. */
  readonly details: readonly (readonly [name: string, value: string])[];
  /** Whether the host's safety model flagged each drawing; absent without a safety model. */
  readonly flagged?: readonly boolean[];
  /** Duration for programs; `details` have it for people. */
  readonly timing?: Timing;
  /** A remark that the user should read, such as what the model does not know. */
  readonly remark?: string;
  /** The line that draws it again; absent where an earlier picture is shown again, or no line can describe it. */
  readonly line?: string;
  readonly actions: readonly ActionName[];
  /** The seed of each picture; absent where an earlier picture is shown again. */
  readonly seeds?: readonly number[];
  /** Of several pictures, those of which one can be chosen; `number` counts all pictures of the job from 1. */
  readonly choices?: readonly Choice[];
}

export interface Choice {
  readonly number: number;
  /** What the contact sheet says below it. */
  readonly label: string;
}

export interface ResultFile {
  readonly name: string;
  readonly mediaType: 'image/png' | 'image/webp' | 'image/gif' | 'image/jpeg';
  readonly bytes: Uint8Array;
  readonly altText: string;
  /** The host's safety model flagged a picture in it, so the platform hides it until a user reveals it. */
  readonly isSensitive?: true;
}

/** The reply to one request. Each call replaces or extends what the chat user sees. */
export interface Reply {
  /**
   * Shows content. May coalesce 'step' contents that come too fast, in order; never drops others.
   * @throws ReplyGone; ReplyPostponed.
   */
  show(content: ReplyContent): Promise<void>;
}

/** There is nowhere left to answer: the message, channel or connection is gone. */
export class ReplyGone extends Error {}

/** The bot is shutting down before the request is fully answered. The next process will answer it. */
export class ReplyPostponed extends Error {}
