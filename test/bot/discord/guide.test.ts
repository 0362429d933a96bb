import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { applicationCommands, messageCommands } from '../../../src/bot/discord/setup/definitions.ts';
import { emojiPermission, neededPermissions } from '../../../src/bot/discord/setup/invite.ts';

// docs/discord.md says what is built.

const guide = readFileSync(new URL('../../../docs/discord.md', import.meta.url), 'utf8');

/** The first cells of the table below a heading. */
const firstCells = (heading: string): readonly string[] => {
  const [, section = ''] = guide.split(`## ${heading}`);
  const rows = section.split('\n## ')[0]!.match(/^\| .*$/gm) ?? [];
  return rows.slice(1).flatMap((row) => (row.startsWith('| ---') ? [] : row.split('|')[1]!.trim()));
};

test('every permission of the invite link is explained, and no other', () => {
  expect(firstCells('What each permission is for')).toEqual([
    ...neededPermissions.map(({ name }) => name),
    `*${emojiPermission.name}* (only \`--with-emoji\`)`,
  ]);
});

test('every part of /settings is explained, with its options', () => {
  const settings = applicationCommands().find(({ name }) => name === 'settings');
  const parts = settings !== undefined && 'options' in settings ? (settings.options ?? []) : [];
  const written = parts.map((part) => {
    const options = 'options' in part ? (part.options ?? []) : [];
    return `\`${['/settings', part.name, ...options.map(({ name }) => `${name}:`)].join(' ')}\``;
  });
  expect(firstCells('`/settings`: what managers of a server decide')).toEqual(written);
});

test('every entry in the menu of a message is named', () => {
  for (const name of Object.values(messageCommands)) expect(guide).toContain(`*${name}*`);
});
