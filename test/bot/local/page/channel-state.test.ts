import { describe, expect, it } from 'vitest';
import { Channel } from '../../../../src/bot/local/page/lib/channel-state.js';
import type { ChannelMessage, ThreadStep } from '../../../../src/bot/local/wire-types.ts';

const message = (id: string, line = '/sample a skull'): ChannelMessage => ({
  ...{ id, line, at: '2026-01-01T00:00:00Z', person: 'Ann', uploads: [], thread: [] },
  answer: { kind: 'pending' },
});

const step = (number: number, more: Partial<ThreadStep> = {}): ThreadStep => ({
  ...{ step: number, totalSteps: 34, stage: 'base', drawing: 0, t: 990, previewUrl: `/${number}.png` },
  ...more,
});

/** A channel, and what it told. */
function listening() {
  const channel = new Channel();
  const heard: string[] = [];
  channel.subscribe({
    onMessage: ({ id }) => heard.push(`message ${id}`),
    onAnswer: ({ id }) => heard.push(`answer ${id}`),
    onStep: ({ id }) => heard.push(`step ${id}`),
    onRemove: ({ id }) => heard.push(`removed ${id}`),
  });
  return { channel, heard };
}

describe('what a browser knows of the channel', () => {
  it('keeps messages in the order in which they came, also when one comes whole again', () => {
    const { channel } = listening();
    for (const id of ['a', 'b']) channel.apply({ kind: 'message', message: message(id) });
    channel.apply({ kind: 'message', message: message('a', '/help') });
    expect([...channel.messages.values()].map(({ id, line }) => `${id} ${line}`)).toEqual([
      'a /help',
      'b /sample a skull',
    ]);
  });

  it('adds steps, and puts one that comes again in its old place', () => {
    const { channel } = listening();
    channel.apply({ kind: 'message', message: message('a') });
    for (const each of [step(1), step(2), step(1, { t: 980 })]) channel.apply({ kind: 'step', id: 'a', step: each });
    expect(channel.messages.get('a')?.thread).toEqual([step(1, { t: 980 }), step(2)]);
  });

  it('tells steps of several drawings and stages apart', () => {
    const { channel } = listening();
    channel.apply({ kind: 'message', message: message('a') });
    const all = [step(1), step(1, { drawing: 1 }), step(1, { stage: 'upscale' })];
    for (const each of all) channel.apply({ kind: 'step', id: 'a', step: each });
    expect(channel.messages.get('a')?.thread).toEqual(all);
  });

  it('tells who listens what changed, and drops news of messages that it does not show', () => {
    const { channel, heard } = listening();
    channel.apply({ kind: 'answer', id: 'old', answer: { kind: 'pending' } });
    channel.apply({ kind: 'message', message: message('a') });
    channel.apply({ kind: 'step', id: 'a', step: step(1) });
    channel.apply({ kind: 'answer', id: 'a', answer: { kind: 'notice', message: 'Cancelled.' } });
    expect(heard).toEqual(['message a', 'step a', 'answer a']);
    expect(channel.messages.get('a')?.answer.kind).toBe('notice');
  });

  it('forgets messages that were deleted, also while it was not connected', () => {
    const { channel, heard } = listening();
    for (const id of ['a', 'b', 'c']) channel.apply({ kind: 'message', message: message(id) });
    channel.apply({ kind: 'removed', id: 'b' });
    channel.apply({ kind: 'removed', id: 'old' });
    channel.apply({ kind: 'kept', ids: ['c', 'd'] });
    expect([...channel.messages.keys()]).toEqual(['c']);
    expect(heard.slice(3)).toEqual(['removed b', 'removed a']);
  });
});
