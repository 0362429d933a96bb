import { readdirSync, readFileSync } from 'node:fs';

// The pages for readers.

export const root = new URL('../', import.meta.url);

/** The text of a page, by its path from the root. */
export const read = (page: string): string => readFileSync(new URL(page, root), 'utf8');

export const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(new URL('docs/', root)).flatMap((name) => (name.endsWith('.md') ? `docs/${name}` : [])),
];
