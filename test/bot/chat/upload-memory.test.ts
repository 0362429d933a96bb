import { expect, test } from 'vitest';
import { createUploadMemory } from '../../../src/bot/chat/upload-memory.ts';

/** Work that says that it began, and ends when it is told to. */
function work(name: string, began: string[]) {
  let end: (error?: Error) => void = () => {};
  const done = new Promise<void>((resolve, reject) => {
    end = (error) => (error === undefined ? resolve() : reject(error));
  });
  const run = async () => {
    began.push(name);
    await done;
  };
  return { run, end: (error?: Error) => end(error) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('who finds no room waits, and comes in the order of asking', async () => {
  const room = createUploadMemory(4);
  const began: string[] = [];
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => work(name, began));
  const all = [room.with(3, a!.run), room.with(2, b!.run), room.with(1, c!.run), room.with(0, d!.run)];
  await turn();
  expect(began).toEqual(['d', 'a']); // c would fit, and b was first
  a!.end();
  await turn();
  expect(began).toEqual(['d', 'a', 'b', 'c']);
  for (const each of [b, c, d]) each!.end();
  await Promise.all(all);
});

test('what fails gives its room back, and more than there is comes in alone', async () => {
  const room = createUploadMemory(4);
  const began: string[] = [];
  const [a, b] = ['a', 'b'].map((name) => work(name, began));
  const failing = room.with(1, a!.run);
  const large = room.with(10, b!.run);
  await turn();
  expect(began).toEqual(['a']);
  a!.end(new Error('no'));
  await expect(failing).rejects.toThrow('no');
  await turn();
  expect(began).toEqual(['a', 'b']);
  b!.end();
  await large;
});
