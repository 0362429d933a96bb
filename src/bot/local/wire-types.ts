import type { ActionName } from '../../commands/ports/action.ts';
import type { Choice, Section } from '../../commands/ports/reply.ts';
import type { StageSteps } from '../../engine/client.ts';

/**
 * The API between the local channel's server and its page.
 *
 * GET  /api/channel            → ChannelState
 * GET  /api/words            → the dictionary of the bot's language, keyed by the English sentence; empty in English
 * GET  /api/events?after=ID    → server-sent events; each `data:` is a ChannelEvent; `Last-Event-ID` or `after` resumes.
 *                                Without either, or with one that is too old, every message is sent again first: a
 *                                message or step with a known id or number replaces the older one
 * POST /api/lines              multipart: `line` (what was typed), `person` (display name), `file` (0–10 uploads)
 *                              → { id }; 503 with `Retry-After` while too much is being sent. Uploads of refused
 *                              requests are not kept. A file in a field named like an option, such as `mask`, is for
 *                              that option. A line that cannot be read is refused with 400, and not posted
 * POST /api/actions            JSON { jobId, action, person } → { id }, of the message that answers; null for `cancel`
 * POST /api/links              JSON { path } of a result's file → { url }, which opens it without the token, where `hasLinks`
 * POST /api/delete             JSON { jobId, person } → {}: deletes a result of this person, and every message that shows it
 * GET  /api/gallery            → GalleryDescription of the first model; 404 without one. /api/gallery.webp is its picture
 * GET  /api/complete?line=&cursor=&person= → Completion[]
 * GET  /files/<jobId>/<name>   results; /files/<jobId>/steps/<n>.png previews; /files/uploads/<id>/<n> uploads
 *
 * Errors are JSON { message, hint? } with a 4xx or 5xx status. On another host than loopback every request needs the
 * access token: `Authorization: Bearer` or the cookie set by GET /?token=….
 */
export interface ChannelState {
  /** The value for `?after=`, so that no event is missed after this response. */
  readonly eventId: string;
  readonly commands: readonly CommandDescription[];
  /** Whether links to pictures can be made. */
  readonly hasLinks: boolean;
  /** Oldest first; the last 100. */
  readonly messages: readonly ChannelMessage[];
}

export interface CommandDescription {
  readonly name: string;
  readonly summary: string;
  readonly examples: readonly string[];
  readonly options: readonly {
    readonly name: string;
    readonly kind: string;
    readonly summary: string;
    readonly required: boolean;
    readonly choices?: readonly string[];
    readonly default?: string | number | boolean;
    readonly min?: number;
    readonly max?: number;
  }[];
}

/** One typed line or pressed button, and its answer. */
export interface ChannelMessage {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly person: string;
  readonly line: string;
  /** The button that was pressed, and below what; absent for a typed line. */
  readonly pressed?: Pressed;
  readonly uploads: readonly { readonly name: string; readonly url: string }[];
  readonly answer: Answer;
  /** Every step, in order. */
  readonly thread: readonly ThreadStep[];
}

export interface Pressed {
  readonly action: ActionName;
  /** Of a job, or of one of its pictures. */
  readonly jobId: string;
}

export type Answer =
  | { readonly kind: 'pending'; readonly words?: string }
  | { readonly kind: 'queued'; readonly jobId: string; readonly place: number; readonly estimateMs: number | null }
  | {
      readonly kind: 'drawing';
      readonly jobId: string;
      readonly step: number;
      readonly totalSteps: number;
      readonly stage: 'base' | 'upscale';
      readonly stageStep: number;
      readonly stageSteps: StageSteps;
      readonly remainingMs: number | null;
      readonly previewUrl: string;
    }
  | {
      readonly kind: 'result';
      readonly jobId: string;
      readonly caption: string;
      readonly files: readonly {
        readonly name: string;
        readonly mediaType: string;
        readonly url: string;
        readonly altText: string;
        /** The picture is blurred until somebody clicks it. */
        readonly isSensitive?: true;
      }[];
      readonly details: readonly (readonly [name: string, value: string])[];
      readonly remark?: string;
      /** The line that draws it again; its pictures must be attached. */
      readonly line?: string;
      /** The seed of each picture. */
      readonly seeds?: readonly number[];
      readonly actions: readonly ActionName[];
      /** Of several pictures, those of which one can be chosen: its job id is `<jobId>.<number>`. */
      readonly choices?: readonly Choice[];
    }
  | { readonly kind: 'text'; readonly title: string; readonly sections: readonly Section[] }
  | {
      readonly kind: 'notice';
      readonly message: string;
      readonly hint?: string;
      /** A refusal, which makes no job: the page shows it to its asker only. */
      readonly isForAsker?: true;
    };

export interface ThreadStep {
  readonly step: number;
  readonly totalSteps: number;
  readonly stage: 'base' | 'upscale';
  /** Absent in threads of earlier versions. */
  readonly stageStep?: number;
  readonly stageSteps?: StageSteps;
  readonly drawing: number;
  readonly t: number;
  readonly previewUrl: string;
}

export type ChannelEvent =
  | { readonly kind: 'message'; readonly message: ChannelMessage }
  | { readonly kind: 'answer'; readonly id: string; readonly answer: Answer }
  | { readonly kind: 'step'; readonly id: string; readonly step: ThreadStep }
  /** The message was deleted. */
  | { readonly kind: 'removed'; readonly id: string }
  /** The only messages that the channel has; sent before all of them are sent again. */
  | { readonly kind: 'kept'; readonly ids: readonly string[] };

/** Where the small pictures of what the model knows lie in one image: square cells, row by row. */
export interface GalleryDescription {
  readonly columns: number;
  /** Of a cell, in pixels. */
  readonly side: number;
  readonly prompts: readonly string[];
}

export interface Completion {
  /** The whole line with this completion applied. */
  readonly line: string;
  readonly label: string;
  readonly summary: string;
}
