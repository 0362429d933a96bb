import type { Reply, ReplyContent, Result } from '../../../commands/ports/reply.ts';
import { ReplyGone } from '../../../commands/ports/reply.ts';
import type { JobId } from '../../../engine/client.ts';
import type { ResultStore, StepRecord } from '../../jobs/result-store.ts';
import type { Answer, ChannelEvent, ChannelMessage, ThreadStep } from '../wire-types.ts';
import type { EventLog, LoggedEvent } from './event-log.ts';
import type { MessageStore } from './message-store.ts';

/** How much of the history a browser gets. */
const shownMessages = 100;

/** The one channel that all browsers share. */
export interface LocalChannel {
  /** With the id of the latest event that it contains. */
  state(): { readonly eventId: string; readonly messages: readonly ChannelMessage[] };
  post(message: Pick<ChannelMessage, 'id' | 'at' | 'person' | 'line' | 'uploads'>): void;
  /** The answer below a message. */
  reply(messageId: string): Reply;
  /** The same, for what an earlier process promised there. */
  acknowledgedReply(messageId: string): Reply;
  /**
   * Hears every event after the one with the id `after`; where that is not known any more, every message first.
   *
   * @returns Ends the subscription.
   */
  listen(after: string | undefined, hear: (event: LoggedEvent) => void): () => void;
  /** Shows a message without what was uploaded to it. */
  withoutUploads(messageId: string): void;
  /** Answers the messages that no job of an earlier process will answer. */
  excuse(promised: ReadonlySet<string>): void;
}

interface ChannelParts {
  readonly messages: MessageStore;
  readonly events: EventLog;
  readonly store: Pick<ResultStore, 'attach' | 'steps'>;
}

export function createChannel({ messages, events, store }: ChannelParts): LocalChannel {
  // Messages whose answer is still to come: their latest step is in no file.
  const open = new Map<string, ChannelMessage>();
  const find = (id: string) => open.get(id) ?? messages.find(id);

  const change = (message: ChannelMessage, event: ChannelEvent): void => {
    open.set(message.id, message);
    events.publish(event);
  };

  /** Keeps the answer, then tells the browsers; also where it cannot be kept. */
  const answer = (message: ChannelMessage, given: Answer): void => {
    const answered = { ...message, answer: given };
    try {
      messages.save(answered);
    } finally {
      change(answered, { kind: 'answer', id: message.id, answer: given });
    }
    if (!isToCome(given)) open.delete(message.id);
  };

  const step = (message: ChannelMessage, content: Extract<ReplyContent, { kind: 'step' }>): void => {
    const { id } = message;
    const { jobId, step, totalSteps, stage, stageStep, stageSteps, remainingMs } = content;
    const counts = { step, totalSteps, stage, stageStep, stageSteps };
    const taken = threadStep(jobId, content);
    const drawing: Answer = { kind: 'drawing', jobId, ...counts, remainingMs, previewUrl: taken.previewUrl };
    // A walk that had to wait for room begins again.
    const thread = [...message.thread.filter((earlier) => earlier.step < step), taken];
    change({ ...message, thread }, { kind: 'step', id, step: taken });
    change({ ...message, thread, answer: drawing }, { kind: 'answer', id, answer: drawing });
  };

  const result = async (message: ChannelMessage, { result }: Extract<ReplyContent, { kind: 'result' }>) => {
    await store.attach(result.jobId, result.files); // a look at an earlier result brings a file of its own
    answer(message, resultAnswer(result));
  };

  /** A result that was drawn before a restart comes without its steps: they are in the store. */
  const restoreThread = async (messageId: string, jobId: JobId): Promise<void> => {
    const message = find(messageId);
    if (message === undefined || message.thread.length > 0) return;
    const thread = (await store.steps(jobId)).map((record) => threadStep(jobId, record));
    change({ ...message, thread }, { kind: 'message', message: { ...message, thread } });
  };

  const show = async (messageId: string, content: ReplyContent): Promise<void> => {
    const message = find(messageId);
    if (message === undefined) throw new ReplyGone(`message ${messageId} of the local channel is no longer kept`);
    switch (content.kind) {
      case 'step':
        return step(message, content);
      case 'result':
        return result(message, content);
      case 'preparing':
        return answer(message, { kind: 'pending', words: content.words });
      case 'queued':
      case 'text':
        return answer(message, content);
      case 'notice': {
        const { kind, message: words, hint } = content;
        return answer(message, { kind, message: words, ...(hint !== undefined && { hint }) });
      }
      default:
        throw content satisfies never;
    }
  };

  const recent = () => messages.last(shownMessages).map((message) => open.get(message.id) ?? message);

  return {
    state: () => ({ eventId: events.lastId(), messages: recent() }),
    post(draft) {
      const message: ChannelMessage = { ...draft, answer: { kind: 'pending' }, thread: [] };
      messages.add(message);
      change(message, { kind: 'message', message });
    },
    reply: (messageId) => ({ show: (content) => show(messageId, content) }),
    acknowledgedReply: (messageId) => ({
      async show(content) {
        if (content.kind === 'result') await restoreThread(messageId, content.result.jobId);
        await show(messageId, content);
      },
    }),
    listen(after, hear) {
      const missed = after === undefined ? undefined : events.since(after);
      const whole = () =>
        recent().map((message) => ({ id: events.lastId(), event: { kind: 'message', message } as const }));
      for (const event of missed ?? whole()) hear(event);
      return events.subscribe(hear);
    },
    withoutUploads(messageId) {
      const message = find(messageId);
      if (message === undefined || message.uploads.length === 0) return;
      const bare = { ...message, uploads: [] };
      messages.save(bare);
      if (open.has(messageId)) open.set(messageId, bare);
      events.publish({ kind: 'message', message: bare });
    },
    excuse(promised) {
      for (const message of messages.unanswered()) {
        if (!promised.has(message.id)) answer(message, interrupted);
      }
    },
  };
}

const interrupted = {
  kind: 'notice',
  message: 'Stridebot was stopped before it could answer this.',
  hint: 'Please send it again.',
} as const satisfies Answer;

const isToCome = ({ kind }: Answer): boolean => kind === 'pending' || kind === 'queued' || kind === 'drawing';

const threadStep = (jobId: JobId, { step, totalSteps, stage, drawing, t, ...counts }: StepRecord): ThreadStep => ({
  ...{ step, totalSteps, stage, drawing, t },
  ...(counts.stageStep !== undefined && { stageStep: counts.stageStep }),
  ...(counts.stageSteps !== undefined && { stageSteps: counts.stageSteps }),
  previewUrl: `/files/${jobId}/steps/${step}.png`,
});

function resultAnswer({ jobId, caption, files, details, remark, line, actions }: Result): Answer {
  return {
    kind: 'result',
    ...{ jobId, caption, details, actions },
    files: files.map(({ name, mediaType, altText, isSensitive }) => ({
      ...{ name, mediaType, altText, ...(isSensitive && { isSensitive }) },
      url: `/files/${jobId}/${encodeURIComponent(name)}`,
    })),
    ...(remark !== undefined && { remark }),
    ...(line !== undefined && { line }),
  };
}
