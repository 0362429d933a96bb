import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { slashName } from '../../../src/bot/slack/names.ts';
import { neededEvents, neededScopes, optionalScopes } from '../../../src/bot/slack/scopes.ts';
import { messageShortcuts } from '../../../src/bot/slack/shortcuts.ts';
import { commands } from '../../../src/commands/index.ts';
import { variables } from '../../../src/config.ts';

// docs/slack.md says what is built.

const guide = readFileSync(new URL('../../../docs/slack.md', import.meta.url), 'utf8');

/** The first cells of the tables below a heading. */
const firstCells = (heading: string): readonly string[] => {
  const [, section = ''] = guide.split(`## ${heading}`);
  const rows = section.split('\n## ')[0]!.match(/^\| .*$/gm) ?? [];
  return rows.flatMap((row, i) =>
    /^\| ---/.test(row) || /^\| ---/.test(rows[i + 1] ?? '') ? [] : row.split('|')[1]!.trim(),
  );
};

test('every scope of the manifest is explained, and no other', () => {
  expect(firstCells('What each scope is for')).toEqual(
    [...neededScopes, ...optionalScopes].map(({ name }) => `\`${name}\``),
  );
});

test('every event is named', () => {
  for (const { name } of neededEvents) expect(guide).toContain(`\`${name}\` (`);
});

test('every command is named as it is typed, and every entry in the menu of a message', () => {
  for (const { name } of commands) expect(guide).toContain(`\`${slashName(name, '')}\``);
  for (const { name } of Object.values(messageShortcuts)) expect(guide).toContain(`*${name}*`);
});

test('every setting that it names is read, and all of Slack’s are there', () => {
  const named = new Set(guide.match(/\bSLACK_[A-Z_]+\b/g));
  const read = Object.keys(variables).filter((name) => name.startsWith('SLACK_'));
  expect([...named].sort()).toEqual(read.sort());
});

test('its links to its own parts lead somewhere', () => {
  const headings = [...guide.matchAll(/^##+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  const links = [...guide.matchAll(/\]\(#([\w-]+)\)/g)].map(([, link]) => link);
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) expect(headings).toContain(link);
});
