import { expect, it } from 'vitest';
import { isPicture, openChat } from './chat.ts';

it('more pictures than a message takes come in further ones: none is lost', async () => {
  const { discord, channel, ada } = await openChat();
  const asked = await discord.slash(ada, channel, 'sample', {
    prompt: 'a skull',
    count: 16,
    steps: 2,
    upscale: false,
    seed: 1,
  });
  const first = await asked.message(isPicture);
  await discord.until(() => asked.followUps().length === 1, 'the further message');
  const names = [first, ...asked.followUps()].flatMap(({ attachments }) => attachments.map(({ filename }) => filename));
  const each = Array.from({ length: 16 }, (_, i) => `sample-1-${i + 1}.png`);
  expect(names).toEqual(['sample-1-sheet.png', ...each]);
});
