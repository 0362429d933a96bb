import { expect, it } from 'vitest';
import { isPicture, openChat, wordsIn } from './chat.ts';

const quickly = 'a skull steps:4 upscale:no';

it('a picture in a channel says who asked for it, and one in direct messages need not', async () => {
  const { slack, channel, ada } = await openChat();
  const grace = slack.person('grace');
  channel.members.add(grace.id);
  for (const person of [ada, grace]) {
    const picture = await slack.slash(person, channel, '/sample', quickly).message(isPicture);
    expect(wordsIn(picture)).toContain(`Asked for by <@${person.id}>`);
  }
  slack.slash(ada, channel, '/sample', `${quickly} private:yes`);
  const inPrivate = await slack.until(
    () => slack.messages(slack.directMessages(ada)).find(isPicture) ?? null,
    'the private picture',
  );
  expect(wordsIn(inPrivate)).not.toContain('Asked for by');
});
