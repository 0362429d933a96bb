import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkCommand } from '../../../src/bot/chat/parsed-command.ts';
import { defaultSettings } from '../../../src/bot/policy/settings.ts';
import { slashName } from '../../../src/bot/slack/command-names.ts';
import { viewOf } from '../../../src/bot/slack/forms/forms.ts';
import { settingsView } from '../../../src/bot/slack/forms/settings-form.ts';
import { readTyped } from '../../../src/bot/slack/parse-command.ts';
import { neededEvents, neededScopes, optionalScopes } from '../../../src/bot/slack/setup/scopes.ts';
import { messageShortcuts } from '../../../src/bot/slack/setup/shortcuts.ts';
import { commands } from '../../../src/commands/index.ts';
import { lineOfText } from '../../../src/commands/parsing/plain-words.ts';
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

test('every entry in the menu of a message is named', () => {
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

test('every field of the settings is explained, by its name and in its order', () => {
  const groups = [{ id: 'S1', name: 'painters', people: [] }];
  const { blocks } = settingsView(defaultSettings, ['one', 'two'], groups);
  const labels = blocks.flatMap((block) => ('label' in block ? [`*${block.label.text}*`] : []));
  expect(firstCells('Settings: what admins of a workspace decide')).toEqual(labels);
});

/** Of a page of Slack's, or put together from pieces. */
const notOurs = [
  'SLACK_BOT_TOKEN: begins with xoxb-',
  'SLACK_APP_TOKEN: begins with xapp-',
  'The app lacks the scope',
  'cannot be reached (ENOTFOUND, ECONNREFUSED,',
  'the slash command has an invalid name',
  'is not a valid command',
  'failed because the app did not respond',
  'dispatch_failed',
  'Sending messages to this app has been turned off',
  'Something went wrong on our side. Reference:',
];

test('every sentence of the bot that it explains is one that the bot says', () => {
  const source = new URL('../../../src/', import.meta.url);
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const said = files.map((name) => readFileSync(new URL(name, source), 'utf8')).join('\n');
  const quoted = firstCells('When something does not work').flatMap((cell) =>
    [...cell.matchAll(/\*([^*]+)\*/g)].flatMap(([, words]) => words!.split('…').map((part) => part.trim())),
  );
  const sentences = quoted.filter((words) => words.length > 5 && !notOurs.includes(words));
  expect(sentences.length).toBeGreaterThan(15);
  for (const words of sentences) expect(said).toContain(words);
});

describe('every example can be typed', () => {
  const spans = [...guide.matchAll(/`((?:\/|@stridebot )[^`]+)`/g)].map(([, words]) => words!);
  const names = commands.map(({ name }) => slashName(name, ''));

  test.each(spans.filter((words) => names.includes(words.split(' ')[0]!) && words.includes(' ')))('%s', (line) => {
    const { command, values } = readTyped(line);
    expect(() => checkCommand({ command, values, files: {}, isPrivate: false })).not.toThrow();
  });

  test('to the bot as to a person, and is read as it is meant', () => {
    const mentions = spans.filter((words) => words.startsWith('@stridebot '));
    const read = mentions.map((words) => readTyped(lineOfText(words.replace('@stridebot ', ''), false).line).values);
    expect(read).toEqual([
      { prompt: 'a castle', start: '7' },
      { prompt: 'a skull', seed: '180', steps: '20' },
    ]);
  });
});

test('it promises the fields that the forms have', () => {
  const at = { channel: 'C1', thread: null, responseUrl: null, since: 0 };
  for (const name of ['sample', 'sdedit', 'inpaint', 'anagram', 'hybrid']) {
    const { blocks } = viewOf({ command: name, given: {}, picture: null, isPrivate: false, ...at });
    const fields = blocks.map(({ block_id: id }) => id);
    expect(fields).toEqual(expect.arrayContaining(['seed', 'steps', 'guidance', 'count', 'more', 'private']));
    expect(fields.includes('where')).toBe(name === 'inpaint');
    expect(fields.includes('pictures')).toBe(name === 'anagram' || name === 'hybrid');
  }
});
