import type { ChannelMessage } from '../../../src/bot/local/wire-types.ts';
import { type Conversation, type Exchange, platformContract, type Seen } from '../chat/contract.ts';
import { startBot } from '../running-bot.ts';
import { shareEngine } from '../shared-engine.ts';
import { temporaryDir } from '../temporary.ts';
import { openBrowser } from './browser.ts';

platformContract('the local channel', async () => {
  const dataDir = temporaryDir();
  let bot = await startBot(dataDir, {}, { createEngine: shareEngine });
  let browser = await openBrowser(bot.url);

  const see = async (message: ChannelMessage): Promise<Seen> => ({
    steps: message.thread.map(({ step }) => step),
    answer: await seenAnswer(bot.url, message.answer),
  });

  const exchange = (id: string): Exchange => ({
    see: () => see(browser.message(id)),
    async until(kind) {
      await browser.until(() => kinds[browser.message(id).answer.kind] === kind);
      return see(browser.message(id));
    },
    async press(action) {
      const { answer } = browser.message(id);
      if (!('jobId' in answer)) throw new Error(`there are no buttons below ${answer.kind}`);
      return exchange((await browser.press(answer.jobId, action)) ?? id);
    },
  });

  const conversation: Conversation = {
    say: async (line, uploads) => exchange(await browser.send(line, uploads)),
    async restart() {
      browser.close();
      await bot.stop();
      bot = await startBot(dataDir, {}, { createEngine: shareEngine });
      browser = await openBrowser(bot.url);
    },
    everything: async () => browser.messages().map(({ id }) => exchange(id)),
  };
  return conversation;
});

const kinds = {
  pending: 'waiting',
  queued: 'waiting',
  drawing: 'drawing',
  result: 'picture',
  text: 'words',
  notice: 'words',
} as const satisfies Record<ChannelMessage['answer']['kind'], Seen['answer']['kind']>;

async function seenAnswer(url: string, answer: ChannelMessage['answer']): Promise<Seen['answer']> {
  switch (answer.kind) {
    case 'pending':
    case 'queued':
      return { kind: 'waiting' };
    case 'drawing':
      return { kind: 'drawing', totalSteps: answer.totalSteps };
    case 'result':
      return {
        kind: 'picture',
        caption: answer.caption,
        actions: answer.actions,
        files: await Promise.all(
          answer.files.map(async ({ name, altText, url: path }) => ({
            name,
            altText,
            bytes: await download(url + path),
          })),
        ),
      };
    case 'text':
      return { kind: 'words', words: JSON.stringify(answer.sections) };
    case 'notice':
      return { kind: 'words', words: [answer.message, answer.hint].join(' ') };
    default:
      throw answer satisfies never;
  }
}

async function download(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
