import type { Reply, ReplyContent } from '../../commands/ports/reply.ts';
import type { Engine } from '../../engine/client.ts';

/** So long nobody wonders whether they were heard. */
const silenceMs = 1_500;
/** And so long where nothing is known that takes its time: a file that is fetched is mostly there by then. */
const longSilenceMs = 2_500;

interface SlowAnswerParts {
  readonly engine: Pick<Engine, 'status'>;
  readonly timeout: (ms: number) => Promise<void>;
  readonly log: { info(fields: { readonly err: unknown }, message: string): void };
}

/**
 * Lets `work` answer, and says that it was heard where the answer is slow to begin: nobody is left in silence for three
 * seconds, as while the engine starts.
 *
 * @param work Answers through the reply that it is given.
 */
export async function withSlowAnswerNotice(
  reply: Reply,
  { engine, timeout, log }: SlowAnswerParts,
  work: (reply: Reply) => Promise<void>,
): Promise<void> {
  let isSilent = true;
  const heard: Reply = {
    show(content) {
      isSilent = false;
      return reply.show(content);
    },
  };

  const sayWhatFor = async (content: Extract<ReplyContent, { kind: 'preparing' }>): Promise<void> => {
    if (isSilent) await heard.show(content);
  };

  const breakSilence = async (): Promise<void> => {
    await timeout(silenceMs);
    const { worker } = engine.status();
    if (worker === 'starting' || worker === 'restarting') return sayWhatFor(engineStarts);
    await timeout(longSilenceMs - silenceMs);
    await sayWhatFor(oneMoment);
  };

  void breakSilence().catch((err) => log.info({ err }, 'the first word was not said'));
  try {
    await work(heard);
  } finally {
    isSilent = false;
  }
}

const engineStarts = { kind: 'preparing', words: 'The engine is starting. Your answer comes after that.' } as const;
const oneMoment = { kind: 'preparing', words: 'One moment: I am at it.' } as const;
