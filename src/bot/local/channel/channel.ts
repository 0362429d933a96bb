import { t } from '../../../commands/language/translate.ts';
import type { Reply, ReplyContent, Result } from '../../../commands/ports/reply.ts';
import { ReplyGone } from '../../../commands/ports/reply.ts';
import type { JobId } from '../../../engine/client.ts';
import type { ResultStore, StepRecord } from '../../jobs/result-store.ts';
import type { Answer, ChannelEvent, ChannelMessage, ThreadStep } from '../wire-types.ts';
import type { EventLog, LoggedEvent } from './event-log.ts';
import type { MessageStore } from './message-store.ts';

/** How many messages of the history a browser receives. */
const shownMessages = 100;

/** The local channel, which all browsers share. */
export interface LocalChannel {
  /** The latest messages, and the id of the latest event that they contain. */
  state(): { readonly eventId: string; readonly messages: readonly ChannelMessage[] };
  post(message: Omit<ChannelMessage, 'answer' | 'thread'>): void;
  /** Creates the reply that answers a message. */
  reply(messageId: string): Reply;
  /** Creates the reply for a job of an earlier process. */
  acknowledgedReply(messageId: string): Reply;
  /**
   * Subscribes to the events after the one with the id `after`. When that event is no longer known, sends every message
   * first.
   *
   * @returns Ends the subscription.
   */
  subscribe(after: string | undefined, onEvent: (event: LoggedEvent) => void): () => void;
  /** Shows a message without its uploads. */
  withoutUploads(messageId: string): void;
  /** Deletes the messages that show a job. @returns Their ids. */
  removeJob(jobId: JobId): readonly string[];
  /** Answers messages of earlier processes with a notice, except those that will still be answered. */
  answerInterrupted(pendingMessages: ReadonlySet<string>): void;
}

interface ChannelParts {
  readonly messages: MessageStore;
  readonly events: EventLog;
  readonly store: Pick<ResultStore, 'attach' | 'steps'>;
}

export function createChannel({ messages, events, store }: ChannelParts): LocalChannel {
  // Messages that are not answered yet: their latest steps are not in the store.
  const open = new Map<string, ChannelMessage>();
  const find = (id: string) => open.get(id) ?? messages.find(id);

  const change = (message: ChannelMessage, event: ChannelEvent): void => {
    open.set(message.id, message);
    events.publish(event);
  };

  /** Stores the answer and publishes it; publishes it also when it cannot be stored. */
  const setAnswer = (message: ChannelMessage, answer: Answer): void => {
    const answered = { ...message, answer };
    try {
      messages.save(answered);
    } finally {
      change(answered, { kind: 'answer', id: message.id, answer });
    }
    if (!isUnfinished(answer)) open.delete(message.id);
  };

  const step = (message: ChannelMessage, content: Extract<ReplyContent, { kind: 'step' }>): void => {
    const { id } = message;
    const { jobId, step, totalSteps, stage, stageStep, stageSteps, remainingMs } = content;
    const counts = { step, totalSteps, stage, stageStep, stageSteps };
    const newStep = threadStep(jobId, content);
    const drawing: Answer = { kind: 'drawing', jobId, ...counts, remainingMs, previewUrl: newStep.previewUrl };
    // A sampling run that had to wait for disk space restarts.
    const thread = [...message.thread.filter((earlier) => earlier.step < step), newStep];
    change({ ...message, thread }, { kind: 'step', id, step: newStep });
    change({ ...message, thread, answer: drawing }, { kind: 'answer', id, answer: drawing });
  };

  const result = async (message: ChannelMessage, { result }: Extract<ReplyContent, { kind: 'result' }>) => {
    await store.attach(result.jobId, result.files); // a view of an earlier result has a file of its own
    setAnswer(message, resultAnswer(result));
  };

  /** Restores the steps of a result that was drawn before a restart, from the store. */
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
        return setAnswer(message, { kind: 'pending', words: content.words });
      case 'queued':
        return setAnswer(message, content);
      case 'text': {
        const { kind, title, sections } = content; // the page has a gallery of its own
        return setAnswer(message, { kind, title, sections });
      }
      case 'notice': {
        const { kind, message: words, hint, jobId } = content;
        const isForAsker = jobId === undefined ? ({ isForAsker: true } as const) : {};
        return setAnswer(message, { kind, message: words, ...(hint !== undefined && { hint }), ...isForAsker });
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
    subscribe(after, onEvent) {
      const missed = after === undefined ? undefined : events.since(after);
      const allMessages = (): readonly LoggedEvent[] => {
        const shown = recent();
        const kept = { kind: 'kept', ids: shown.map(({ id }) => id) } as const;
        return [kept, ...shown.map((message) => ({ kind: 'message', message }) as const)].map((event) => ({
          id: events.lastId(),
          event,
        }));
      };
      for (const event of missed ?? allMessages()) onEvent(event);
      return events.subscribe(onEvent);
    },
    withoutUploads(messageId) {
      const message = find(messageId);
      if (message === undefined || message.uploads.length === 0) return;
      const bare = { ...message, uploads: [] };
      messages.save(bare);
      if (open.has(messageId)) open.set(messageId, bare);
      events.publish({ kind: 'message', message: bare });
    },
    removeJob(jobId) {
      const ids = messages.ofJob(jobId).map(({ id }) => id);
      for (const id of ids) {
        messages.remove(id);
        events.publish({ kind: 'removed', id });
      }
      return ids;
    },
    answerInterrupted(pendingMessages) {
      for (const message of messages.unanswered()) {
        if (!pendingMessages.has(message.id)) setAnswer(message, interrupted());
      }
    },
  };
}

const interrupted = (): Answer => ({
  kind: 'notice',
  message: t('Stridebot was stopped before it could answer this.'),
  hint: t('Please send it again.'),
});

const isUnfinished = ({ kind }: Answer): boolean => kind === 'pending' || kind === 'queued' || kind === 'drawing';

const threadStep = (jobId: JobId, { step, totalSteps, stage, drawing, t, ...counts }: StepRecord): ThreadStep => ({
  ...{ step, totalSteps, stage, drawing, t },
  ...(counts.stageStep !== undefined && { stageStep: counts.stageStep }),
  ...(counts.stageSteps !== undefined && { stageSteps: counts.stageSteps }),
  previewUrl: `/files/${jobId}/steps/${step}.png`,
});

function resultAnswer({ jobId, caption, files, details, remark, line, seeds, actions, choices }: Result): Answer {
  return {
    kind: 'result',
    ...{ jobId, caption, details, actions },
    files: files.map(({ name, mediaType, altText, isSensitive }) => ({
      ...{ name, mediaType, altText, ...(isSensitive && { isSensitive }) },
      url: `/files/${jobId}/${encodeURIComponent(name)}`,
    })),
    ...(remark !== undefined && { remark }),
    ...(line !== undefined && { line }),
    ...(seeds !== undefined && { seeds }),
    ...(choices !== undefined && { choices }),
  };
}
