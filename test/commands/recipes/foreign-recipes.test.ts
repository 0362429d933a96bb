import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findSourceJob } from '../../../src/commands/actions/source-job.ts';
import { encodePng, type JobId } from '../../../src/engine/client.ts';
import { withText } from '../../../src/engine/images/png-chunks.ts';
import { runInProcess } from '../../bot/shell/in-process.ts';
import { refusalOf, trial } from '../context.ts';
import { flat } from '../uploads.ts';

const sound = await trial().recipe('/sample a skull seed:5');
const [drawing] = sound.drawings;
const walk = drawing!.walk as object;

const carrying = async (recipe: unknown, cut = 0) => {
  const text = JSON.stringify(recipe);
  const png = await encodePng(flat(8, [1, 2, 3]));
  return { name: 'file.png', bytes: await withText(png, 'stridebot', text.slice(0, text.length - cut)) };
};

const table = [
  {
    name: 'of a later version',
    file: await carrying({ ...sound, version: 99, drawings: [{ ...drawing, brush: 'wide' }] }),
    says: '"file.png" carries settings of version 99, and I read version 1.',
    hint: /newer Stridebot/,
  },
  {
    name: 'of an earlier version',
    file: await carrying({ ...sound, version: 0 }),
    says: '"file.png" carries settings of version 0, and I read version 1.',
    hint: /older Stridebot/,
  },
  {
    name: 'out of bounds',
    file: await carrying({ ...sound, drawings: [{ ...drawing, walk: { ...walk, steps: 5000 } }] }),
    says: '"file.png" carries settings, but I cannot draw them.',
    hint: /^drawings\[0\]\.walk\.steps: .*1000/,
  },
  {
    name: 'with a sampler that is unknown here',
    file: await carrying({ ...sound, drawings: [{ ...drawing, walk: { ...walk, sampler: 'secret words' } }] }),
    says: '"file.png" carries settings, but I cannot draw them.',
    hint: /^drawings\[0\]\.walk\.sampler: (?!.*secret)/,
  },
  {
    name: 'with too many parts',
    file: await carrying({ ...sound, more: new Array(60_000).fill(0) }),
    says: '"file.png" carries settings, but I cannot draw them.',
    hint: /too many parts/,
  },
  {
    name: 'cut off',
    file: await carrying(sound, 20),
    says: '"file.png" carries settings of mine, but they are damaged.',
    hint: /as it first came/,
  },
];

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stridebot-recipes-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe.each(table)('a recipe $name is said to be that', ({ file, says, hint }) => {
  test('by /remix', async () => {
    const refusal = await trial().refusal('/remix a dog image:1', file);
    expect(refusal.message).toBe(says);
    expect(refusal.hint).toMatch(hint);
  });

  test('by the buttons below a message whose job is forgotten', async () => {
    const { jobService } = trial().context;
    const forgotten = findSourceJob('gone' as JobId, { jobService, files: async () => [file] });
    expect((await refusalOf(forgotten)).message).toBe(says);
  });

  test('by stridebot rerun', async () => {
    const path = join(dir, 'file.png');
    await writeFile(path, file.bytes);
    const { code, stderr } = await runInProcess(['rerun', path]);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });
});
