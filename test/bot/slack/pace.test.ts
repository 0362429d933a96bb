import { expect, it } from 'vitest';
import { createPace } from '../../../src/bot/slack/pace.ts';

/** A clock that goes on when it is told to. */
function stage() {
  const sleepers: (() => void)[] = [];
  const pace = createPace(1_000, () => new Promise((resolve) => void sleepers.push(resolve)));
  const order: string[] = [];
  const queue = (name: string, place: string, urgency?: 'urgent' | 'patient') =>
    void pace.turn(place, urgency).then(() => order.push(name));
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const pass = async () => {
    sleepers.shift()?.();
    await settle();
  };
  return { order, queue, pass, settle };
}

it('lets one pass at a time in each place, the urgent first', async () => {
  const { order, queue, pass, settle } = stage();
  queue('a', 'here', 'patient');
  queue('b', 'here', 'patient');
  queue('c', 'here');
  queue('d', 'there');
  await settle();
  expect(order).toEqual(['a', 'd']);
  for (let i = 0; i < 4; i++) await pass();
  expect(order).toEqual(['a', 'd', 'c', 'b']);
});

it('keeps the gap also for who comes after a pause', async () => {
  const { order, queue, pass, settle } = stage();
  queue('a', 'here');
  await settle();
  queue('b', 'here');
  await settle();
  expect(order).toEqual(['a']);
  await pass();
  expect(order).toEqual(['a', 'b']);
});
