import { expect, it } from 'vitest';
import type { Message } from '../../wire/slack/double.ts';
import { roomsForFile } from './channels.ts';
import { type Chat, hasFilm, isPicture, wordsIn } from './chat.ts';
import { deliveredLine, draw, drawWhole, jobOf, line, press, whisperTo } from './pressing.ts';

const room = roomsForFile();

/** The bot's own messages in the channel and its threads. */
const ownIn = ({ slack, channel }: Chat, where = channel): readonly Message[] =>
  slack.messages(where).filter(({ user }) => user === slack.world.bot.id);

const films = (messages: readonly Message[]): number => messages.filter((each) => hasFilm([each])).length;

/** A picture with its film, asked for by a mention in a thread. */
async function drawInThread(chat: Chat, root: Message, text = `${line} film:yes`, person = chat.ada): Promise<Message> {
  const asked = await chat.slack.mention(person, chat.channel, `sample ${text}`, { thread: root.ts });
  const message = await asked.message(isPicture);
  await chat.bot().logged(deliveredLine(message));
  const isTold = () => films(ownIn(chat).filter(({ ts }) => ts >= message.ts)) === 2;
  await chat.slack.until(isTold, 'both films');
  return message;
}

it('Delete in a thread takes the film that was asked for by option, and the looks at the picture', async () => {
  const chat = room();
  const { slack, channel } = chat;
  const root = await slack.post(chat.ada, channel, 'Draw here.');
  const theirs = await drawInThread(chat, root, `${line} film:yes`, slack.person('bob'));
  const stays = ownIn(chat);
  const message = await drawInThread(chat, root);
  for (const [button, words] of [
    ['turn', /upside down/],
    ['film', /^From noise/],
  ] as const) {
    await press(chat, message, button).message((each) => words.test(each.text));
  }
  await slack.until(() => films(ownIn(chat)) === films(stays) + 3, 'the film once more');
  const shown = ownIn(chat).filter((each) => !stays.includes(each));
  press(chat, message, 'delete');
  await slack.until(() => ownIn(chat).length <= stays.length, 'all of it to go');
  expect(ownIn(chat)).toEqual(stays);
  expect(slack.messages(channel)).toContain(theirs);
  const files = shown.flatMap((each) => (each.files ?? []).map(({ id }) => id));
  await slack.until(() => files.every((id) => !slack.world.files.has(id)), 'the files to go');
});

it('/delete takes the same away, of the latest picture of who asks, and of nobody else', async () => {
  const chat = room();
  const { slack, channel, ada } = chat;
  const [stays, older] = [ownIn(chat), [...slack.world.files.keys()]];
  const message = await drawWhole(chat);
  await chat.bot().logged(deliveredLine(message));
  await press(chat, message, 'turn').message((each) => /upside down/.test(each.text));
  const files = [...slack.world.files.keys()].filter((id) => !older.includes(id));
  expect(files.length).toBeGreaterThan(1);
  const bob = { ...chat, ada: slack.person('bob') };
  expect(await whisperTo(bob, slack.slash(bob.ada, channel, '/delete', `job:${jobOf(message)}`))).toContain(
    'Somebody else asked',
  );
  expect(await whisperTo(chat, slack.slash(ada, channel, '/delete', ''))).toContain('Deleted.');
  expect(ownIn(chat).filter(isPicture)).toEqual(stays.filter(isPicture));
  await slack.until(() => files.every((id) => !slack.world.files.has(id)), 'the files to go');
});

it('Delete leaves the film that somebody else asked for by option in the thread below', async () => {
  const chat = room();
  const { slack, channel } = chat;
  const message = await drawWhole(chat);
  await chat.bot().logged(deliveredLine(message));
  const theirs = await drawInThread(chat, message, `${line} film:yes`, slack.person('bob'));
  const stays = ownIn(chat).filter(({ ts }) => ts >= theirs.ts);
  press(chat, message, 'delete');
  await slack.until(() => !slack.messages(channel).some(({ ts }) => ts === message.ts), 'the picture to go');
  expect(ownIn(chat)).toEqual(stays);
});

it('Delete takes a private picture away wherever it was shared, with the film that turns it', async () => {
  const chat = room();
  const { slack, channel, ada } = chat;
  const direct = slack.directMessages(ada);
  slack.slash(ada, channel, '/anagram', 'first:"a skull" second:"a dog" seed:9 steps:4 upscale:no private:yes');
  const message = await slack.until(() => slack.messages(direct).find(isPicture), 'a private picture');
  await chat.bot().logged(deliveredLine(message, 'anagram'));
  press(chat, message, 'share', { where: direct });
  await slack.until(() => films(ownIn(chat)) === 1 && ownIn(chat).some(isPicture), 'the shared picture and its steps');
  press(chat, message, 'delete', { where: direct });
  await slack.until(() => slack.messages(direct).length === 0, 'the private one to go');
  expect(ownIn(chat)).toEqual([]);
});

it('nothing more is posted of a picture that is deleted while its thread is told, nor is it found again', async () => {
  const chat = room();
  const { slack, channel, ada } = chat;
  const message = await draw(chat, 'a skull seed:180 steps:200 count:2 upscale:no');
  press(chat, message, 'delete');
  await chat.bot().logged(deliveredLine(message));
  await slack.until(() => ownIn(chat).length === 0, 'all of it to go');
  await chat.restart();
  const job = jobOf(message);
  expect(await whisperTo(chat, slack.slash(ada, channel, '/remix', 'seed:5'))).toContain('I know no picture here');
  expect(await whisperTo(chat, slack.slash(ada, channel, '/remix', `job:${job} seed:5`))).toContain(
    'I know no picture',
  );
  expect(
    ownIn(chat)
      .map(wordsIn)
      .filter((words) => /a skull/.test(words)),
  ).toEqual([]);
});

it('/delete says when Slack keeps a message', async () => {
  const chat = room();
  const { slack, channel, ada } = chat;
  const message = await drawWhole(chat);
  await chat.bot().logged(deliveredLine(message));
  slack.failNext({ method: 'chat.delete', error: 'cant_delete_message', times: 1 });
  const said = await whisperTo(chat, slack.slash(ada, channel, '/delete', `job:${jobOf(message)}`));
  expect(said).toContain('could not delete all that I posted');
});
