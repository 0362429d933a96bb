import { afterAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { complete } from '../../src/commands/parsing/complete.ts';
import { formatLine, picturesOf } from '../../src/commands/parsing/format-line.ts';
import { parseLine } from '../../src/commands/parsing/parse-line.ts';
import type { Upload } from '../../src/commands/ports/upload.ts';
import { follow, startEngine, submit } from '../engine/worker-engine.ts';
import { trial } from './context.ts';
import { photo } from './uploads.ts';

interface Row {
  readonly line: string;
  /** How many pictures come with the line. */
  readonly pictures?: number;
  /** A line that was typed before. */
  readonly after?: string;
  /** Whether what was typed before is drawn by then. */
  readonly isDrawn?: true;
}

/** One typed line of every command. A new command needs one more row here, and no other test. */
const rows: Readonly<Record<string, Row>> = {
  sample: { line: '/sample a skull' },
  sdedit: { line: '/sdedit a cat', pictures: 1 },
  inpaint: { line: '/inpaint a hat region:"top half"', pictures: 1 },
  outpaint: { line: '/outpaint a beach left:50', pictures: 1 },
  anagram: { line: '/anagram "a skull" "a dog"' },
  hybrid: { line: '/hybrid "a skull" "a dog"' },
  upscale: { line: '/upscale', pictures: 1 },
  noise: { line: '/noise 500', pictures: 1 },
  denoise: { line: '/denoise 250', pictures: 1 },
  remix: { line: '/remix a dog', after: '/sample a skull' },
  style: { line: '/style' },
  queue: { line: '/queue' },
  cancel: { line: '/cancel', after: '/sample a skull' },
  delete: { line: '/delete', after: '/sample a skull', isDrawn: true },
  status: { line: '/status' },
  help: { line: '/help sample' },
};

const rowOf = (name: string): Row => {
  const row = rows[name];
  if (row === undefined) throw new Error(`Add a row for /${name} to \`rows\` in test/commands/every-command.test.ts.`);
  return row;
};

const photos = (count = 0): readonly Upload[] => Array.from({ length: count }, () => ({ ...photo }));

const { engine } = startEngine({}, afterAll);

/** Types the line of a row, with the model whose answers are formulas. */
async function typed({ line, pictures, after, isDrawn }: Row) {
  const user = trial({ engine });
  if (after !== undefined) await user.type(after);
  if (isDrawn === true) user.jobService.remember({ recipe: user.jobService.requests[0]!.recipe });
  const before = user.jobService.requests.length;
  await user.type(line, ...photos(pictures));
  return { ...user, request: user.jobService.requests[before] };
}

describe.each(commands)('/$name', ({ name, summary, actions }) => {
  test('is read from its line', () => {
    const { line, pictures } = rowOf(name);
    expect(parseLine(line, photos(pictures)).command.name).toBe(name);
  });

  test('makes a recipe that can be drawn, or an answer', async () => {
    const { request, contents } = await typed(rowOf(name));
    if (request === undefined) {
      expect(actions, 'a command with buttons makes a picture').toBeUndefined();
      expect(contents).toHaveLength(1);
      return;
    }
    expect((await follow(submit(engine, request.recipe))).at(-1)).toMatchObject({ kind: 'done' });
  });

  test('has its settings in a line that makes the same picture', async () => {
    const { request } = await typed(rowOf(name));
    if (request === undefined) return;
    const files = photos(picturesOf(request).length);
    expect(await trial({ engine }).recipe(formatLine(request)!, ...files)).toEqual(request.recipe);
  });

  test('is completed, listed and explained', async () => {
    const { context, contents, type } = trial();
    const begun = `/${name.slice(0, -1)}`;
    const lines = (await complete(begun, begun.length, context)).map((each) => each.line.trim());
    expect(lines).toContain(`/${name}`);
    await type('/help');
    await type(`/help ${name}`);
    const [list, explained] = contents.map((each) => JSON.stringify(each));
    expect(list).toContain(JSON.stringify(`/${name}: ${summary}`));
    expect(explained).toContain(JSON.stringify(summary));
  });
});

test('no row is left of a command that is gone', () => {
  expect(Object.keys(rows).filter((name) => commands.every((command) => command.name !== name))).toEqual([]);
});
