import { PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import { expect, test } from 'vitest';
import {
  emojiPermission,
  inviteLinks,
  missingPermissions,
  neededPermissions,
} from '../../../src/bot/discord/setup/invite.ts';

const application = '123456789012345678';

test('the link for a server asks for the least, and for emoji only on request', () => {
  const link = new URL(inviteLinks(application, { withEmoji: false }).server);
  expect(`${link.origin}${link.pathname}`).toBe('https://discord.com/oauth2/authorize');
  expect(link.searchParams.get('client_id')).toBe(application);
  expect(link.searchParams.get('scope')).toBe('bot applications.commands');
  expect(link.searchParams.get('integration_type')).toBe('0');
  const asked = (url: string) =>
    new PermissionsBitField(BigInt(new URL(url).searchParams.get('permissions')!)).toArray();
  const least = [
    'ViewChannel',
    'SendMessages',
    'AttachFiles',
    'ReadMessageHistory',
    'CreatePublicThreads',
    'SendMessagesInThreads',
  ];
  expect(asked(link.href).sort()).toEqual(least.sort());
  const more = asked(inviteLinks(application, { withEmoji: true }).server);
  expect(more.sort()).toEqual([...least, 'CreateGuildExpressions'].sort());
});

test('the link for a person asks for commands alone', () => {
  const { searchParams } = new URL(inviteLinks(application, { withEmoji: true }).person);
  expect(Object.fromEntries(searchParams)).toEqual({
    client_id: application,
    scope: 'applications.commands',
    integration_type: '1',
  });
});

test('every permission has a name and a reason', () => {
  for (const { name, reason } of [...neededPermissions, emojiPermission]) {
    expect(name).not.toBe('');
    expect(reason).toMatch(/^to /);
  }
});

test('what is missing is named; administrators lack nothing', () => {
  const { ViewChannel, SendMessages, CreatePublicThreads, SendMessagesInThreads, ReadMessageHistory } =
    PermissionFlagsBits;
  const most = ViewChannel | SendMessages | CreatePublicThreads | SendMessagesInThreads | ReadMessageHistory;
  expect(missingPermissions(most)).toEqual(['Attach Files']);
  expect(missingPermissions(0n)).toHaveLength(neededPermissions.length);
  expect(missingPermissions(PermissionFlagsBits.Administrator)).toEqual([]);
});
