import { firstWord } from '../../wire/first-words.ts';
import type { Exchange as Deed, Message, Mode } from '../../wire/slack/double.ts';
import { type Conversation, type Exchange, platformContract, type Seen } from '../chat/contract.ts';
import { actionsOf, hasFilm, imagesIn, isPicture, isTop, openChat, stepsIn, wordsIn } from './chat.ts';
import { ownManifest } from './own-manifest.ts';

const commandNames: Readonly<Record<string, string>> = { '/help': '/stride-help', '/status': '/stride-status' };

async function converse(mode: Mode): Promise<Conversation> {
  const chat = await openChat({ mode, options: { manifest: ownManifest(mode) } });
  const { slack, channel, ada } = chat;
  const asked: Deed[] = [];

  const answerTo = (deed: Deed): Message | undefined =>
    deed.messages().find((each) => isTop(each) && !firstWord.test(each.text));

  const threadOf = (message: Message): readonly Message[] =>
    slack.messages(channel, { thread: message.ts }).filter(({ ts }) => ts !== message.ts);

  const see = (deed: Deed): Seen => {
    const message = answerTo(deed);
    const steps = message === undefined ? [] : stepsIn(threadOf(message));
    return { steps, answer: answerIn(message, steps.length) };
  };

  const answerIn = (message: Message | undefined, stepCount: number): Seen['answer'] => {
    if (message === undefined) return { kind: 'waiting' };
    if (isPicture(message)) {
      const files = [message, ...threadOf(message).filter((each) => stepsIn([each]).length === 0)]
        .flatMap(imagesIn)
        .map(({ id, altText }) => ({
          name: slack.world.files.get(id)!.file.name,
          altText,
          bytes: slack.bytes({ id }),
        }));
      return { kind: 'picture', caption: message.text, files, actions: actionsOf(message) };
    }
    const totalSteps = /^Drawing: step \d+ of (\d+)/.exec(message.text)?.[1];
    const isOpen = / in line| is next|^Steps? \d/.test(message.text);
    if (totalSteps !== undefined || (isOpen && stepCount > 0))
      return { kind: 'drawing', totalSteps: Number(totalSteps ?? 0) };
    return isOpen ? { kind: 'waiting' } : { kind: 'words', words: wordsIn(message) };
  };

  const exchange = (deed: Deed): Exchange => ({
    see: async () => see(deed),
    async until(kind) {
      await slack.until(() => {
        const message = answerTo(deed);
        const isWhole = kind !== 'picture' || (message !== undefined && hasFilm(threadOf(message)));
        return see(deed).answer.kind === kind && isWhole ? true : null;
      }, `an answer of the kind ${kind}`);
      return see(deed);
    },
    async press(action) {
      const message = await slack.until(() => answerTo(deed) ?? null, 'an answer with buttons');
      return exchange(slack.press(ada, { channel, message }, `sb1:${action}`));
    },
  });

  return {
    async say(line, uploads = []) {
      const [, name = '', text = ''] = /^(\/\S+)\s*(.*)$/.exec(line) ?? [];
      // A slash command carries no file.
      const deed =
        uploads.length > 0
          ? await slack.mention(ada, channel, `${name.slice(1)} ${text}`, { files: uploads })
          : slack.slash(ada, channel, commandNames[name] ?? name, text);
      asked.push(deed);
      return exchange(deed);
    },
    restart: chat.restart,
    everything: async () =>
      slack
        .messages(channel)
        .filter((message) => isTop(message) && message.user === slack.world.bot.id)
        .map((message) => exchange(asked.find((each) => answerTo(each)?.ts === message.ts)!)),
  };
}

platformContract('Slack over a socket', () => converse('socket'));
platformContract('Slack over HTTP', () => converse('http'));
