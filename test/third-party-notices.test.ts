import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// THIRD-PARTY-NOTICES.md names what is installed in production, as package-lock.json has it.

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

interface Locked {
  readonly dev?: boolean;
  readonly license?: string;
}

const notices = read('THIRD-PARTY-NOTICES.md');
const [, installed = ''] = notices.split('\n## What `npm ci --omit=dev` installs\n');
const rows = [...installed.matchAll(/^\| (.+?) \| (`.+`) \|$/gm)];
const named = rows.flatMap(([, licence, packages]) =>
  [...packages!.matchAll(/`([^`]+)`/g)].map(([, name]) => `${name}: ${licence}`),
);

test('every package that is installed in production is named with its licence, and no other', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
  const locked = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { license }]) => `${path.replace(/^.*node_modules\//, '')}: ${license}`);
  expect(locked.length).toBeGreaterThan(100);
  expect([...named].sort()).toEqual([...new Set(locked)].sort());
});

test('whoever is credited in the model card is credited here', () => {
  const card = read('models/stridebot-32/MODEL_CARD.md');
  const [, sources = ''] = card.split('\n| source | licence | credit |\n| --- | --- | --- |\n');
  const credits = sources.split('\n\n')[0]!.split('\n');
  expect(credits.length).toBeGreaterThan(4);
  for (const row of credits) {
    const [, source, licence, credit] = row.split('|').map((cell) => cell.trim());
    expect(notices).toContain(source!.replace(/ \(text encoder.*/, ''));
    expect(notices).toContain(`| ${licence} | ${credit}`);
  }
});
