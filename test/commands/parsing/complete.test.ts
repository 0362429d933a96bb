import { describe, expect, test } from 'vitest';
import { complete } from '../../../src/commands/parsing/complete.ts';
import { trial } from '../context.ts';

async function lines(typed: string, cursor = typed.length): Promise<readonly string[]> {
  const { context, type } = trial();
  await type('/sample a skull');
  return (await complete(typed, cursor, context)).map((completion) => completion.line);
}

describe('what could come next', () => {
  test.each([
    ['/sa', ['/sample ']],
    ['sd', ['/sdedit ']],
    ['/st', ['/style ', '/status']],
    ['/zz', []],
    ['/zz a', []],
    ['/sample a s', ['/sample a skull', '/sample a snowy mountain village']],
    ['/sample camp', ['/sample people around a campfire']],
    ['/sample fire', []],
    ['/sample mountain', ['/sample a snowy mountain village']],
    ['/sample a skull sa', ['/sample a skull sampler:']],
    ['/sample a skull --sa', ['/sample a skull sampler:']],
    ['/sample a skull sampler:dd', ['/sample a skull sampler:ddpm', '/sample a skull sampler:ddim']],
    ['/sample a skull film:', ['/sample a skull film:yes', '/sample a skull film:no']],
    [
      '/sample a dog negative:a s',
      ['/sample a dog negative:"a skull"', '/sample a dog negative:"a snowy mountain village"'],
    ],
    ['/sample a dog model:d', ['/sample a dog model:digits']],
    ['/sample a dog seed:1', []],
    ['/anagram "a skull" "a d', ['/anagram "a skull" "a dog"']],
    ['/anagram a skull | a d', ['/anagram a skull | a dog']],
    ['/remix job:', ['/remix job:job1']],
    ['/cancel ', ['/cancel job1']],
    ['/help ana', ['/help anagram']],
  ])('%s', async (typed, expected) => {
    expect(await lines(typed)).toEqual(expected);
  });

  test('a fresh line is offered every command', async () => {
    expect((await lines('')).slice(0, 3)).toEqual(['/sample ', '/sdedit ', '/inpaint ']);
    expect(await lines('/')).toEqual(await lines(''));
  });

  test('a command is offered captions first, then options', async () => {
    const offered = await lines('/sample ');
    expect(offered.slice(0, 2)).toEqual(['/sample a skull', '/sample a dog']);
    expect(offered).toContain('/sample steps:');
  });

  test('an option that stands there is not offered again', async () => {
    expect(await lines('/sample a skull seed:1 se')).toEqual([]);
  });

  test('a job is offered with what it was', async () => {
    const { context, type } = trial();
    await type('/sample a skull seed:5');
    const [completion] = await complete('/remix job:', 11, context);
    expect(completion).toEqual({ line: '/remix job:job1', label: 'job1', summary: '/sample a skull · seed 5' });
  });

  test('what follows the cursor stays', async () => {
    expect(await lines('/sample a sk seed:1', '/sample a sk'.length)).toEqual(['/sample a skull seed:1']);
  });
});
