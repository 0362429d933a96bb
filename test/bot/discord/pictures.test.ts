import { expect, it } from 'vitest';
import { picturesOf } from '../../../src/bot/discord/inbound/message-images.ts';

const attachment = (name: string) => ({
  name,
  url: `https://cdn.discordapp.com/${name}`,
  size: 9,
  contentType: 'image/png',
});
const withAttachments = (...names: readonly string[]) => ({
  attachments: new Map(names.map((name) => [name, attachment(name)])),
});

it('finds the pictures of a message, and those that a forwarded one showed', () => {
  const forwarded = { ...withAttachments(), messageSnapshots: new Map([['1', withAttachments('seen.png')]]) };
  const named = (message: unknown) => picturesOf(message as Parameters<typeof picturesOf>[0]).map(({ name }) => name);
  expect(named(withAttachments('own.png'))).toEqual(['own.png']);
  expect(named(forwarded)).toEqual(['seen.png']);
  expect(named(withAttachments())).toEqual([]);
});
