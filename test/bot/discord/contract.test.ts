import type { APIMessage } from 'discord-api-types/v10';
import type { Exchange as Interaction } from '../../wire/discord/double.ts';
import { firstWord } from '../../wire/first-words.ts';
import { type Conversation, type Exchange, platformContract, type Seen } from '../chat/contract.ts';
import { actionsOf, buttonId, isPicture, nativeOptions, openChat, stepsIn } from './chat.ts';

platformContract('Discord', async () => {
  const chat = await openChat();
  const { discord, channel, ada } = chat;
  const asked: Interaction[] = [];

  const see = (interaction: Interaction): Seen => {
    const original = interaction.original();
    const thread = original && discord.threadOn(original);
    const steps = thread ? stepsIn(discord.messages(thread)) : [];
    return { steps, answer: answerIn(original, interaction.followUps(), steps.length) };
  };

  const answerIn = (message: APIMessage | null, further: readonly APIMessage[], stepCount: number): Seen['answer'] => {
    if (message === null) return { kind: 'waiting' };
    const totalSteps = /^Drawing: step \d+ of (\d+)/.exec(message.content)?.[1];
    if (isPicture(message)) {
      const files = message.attachments.map((file) => ({
        name: file.filename,
        altText: file.description ?? '',
        bytes: discord.bytes(file),
      }));
      return { kind: 'picture', caption: message.content, files, actions: actionsOf(message) };
    }
    const isFirstWord = firstWord.test(message.content); // it has no buttons yet, though steps may be told already
    const isOpen = message.content === '' || / in line| is next/.test(message.content) || isFirstWord;
    if (totalSteps !== undefined || (isOpen && !isFirstWord && stepCount > 0))
      return { kind: 'drawing', totalSteps: Number(totalSteps ?? 0) };
    if (isOpen) return { kind: 'waiting' };
    return { kind: 'words', words: [message, ...further].map(({ content }) => content).join('\n') };
  };

  /** A picture is all there when its thread is closed. */
  const isWhole = (interaction: Interaction): boolean => {
    const original = interaction.original();
    const thread = original && discord.threadOn(original);
    return !thread || thread.isArchived;
  };

  const exchange = (interaction: Interaction): Exchange => ({
    see: async () => see(interaction),
    async until(kind) {
      await discord.until(() => {
        const { answer } = see(interaction);
        return answer.kind === kind && (kind !== 'picture' || isWhole(interaction)) ? true : null;
      }, `an answer of the kind ${kind}`);
      return see(interaction);
    },
    async press(action) {
      const message = await interaction.message();
      return exchange(discord.press(ada, message, buttonId(message, action)));
    },
  });

  const conversation: Conversation = {
    async say(line, uploads) {
      const { name, options } = nativeOptions(line, uploads);
      const interaction = await discord.slash(ada, channel, name, options);
      asked.push(interaction);
      return exchange(interaction);
    },
    restart: chat.restart,
    everything: async () =>
      discord
        .messages(channel, ada)
        .map((message) => exchange(asked.find((each) => each.original()?.id === message.id)!)),
  };
  return conversation;
});
