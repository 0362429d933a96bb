import { t } from '../../commands/language/translate.ts';
import type { Reply, ReplyContent } from '../../commands/ports/reply.ts';
import type { Engine } from '../../engine/client.ts';

/** How long an answer may take before the notice that the engine is starting. */
const engineNoticeAfterMs = 1_500;
/** How long it may take before the general notice: most files are fetched by then. */
const noticeAfterMs = 2_500;

interface SlowAnswerParts {
  readonly engine: Pick<Engine, 'status'>;
  readonly timeout: (ms: number) => Promise<void>;
  readonly log: { info(fields: { readonly err: unknown }, message: string): void };
}

/**
 * Runs `work`, which answers, and shows a notice when the answer is slow to begin, as while the engine starts: nobody
 * waits three seconds without any response.
 *
 * @param work Answers through the reply that is passed to it.
 */
export async function withSlowAnswerNotice(
  reply: Reply,
  { engine, timeout, log }: SlowAnswerParts,
  work: (reply: Reply) => Promise<void>,
): Promise<void> {
  let isAnswered = false;
  const watched: Reply = {
    show(content) {
      isAnswered = true;
      return reply.show(content);
    },
  };

  const showUnlessAnswered = async (content: Extract<ReplyContent, { kind: 'preparing' }>): Promise<void> => {
    if (!isAnswered) await watched.show(content);
  };

  const showNotice = async (): Promise<void> => {
    await timeout(engineNoticeAfterMs);
    const { worker } = engine.status();
    if (worker === 'starting' || worker === 'restarting')
      return showUnlessAnswered(preparing(t('The engine is starting. Your answer comes after that.')));
    await timeout(noticeAfterMs - engineNoticeAfterMs);
    await showUnlessAnswered(preparing(t('One moment: I am at it.')));
  };

  void showNotice().catch((err) => log.info({ err }, 'could not show the notice of a slow answer'));
  try {
    await work(watched);
  } finally {
    isAnswered = true;
  }
}

const preparing = (words: string) => ({ kind: 'preparing', words }) as const;
