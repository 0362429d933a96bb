import { describe, expect, it } from 'vitest';
import { createEventLog } from '../../../src/bot/local/channel/event-log.ts';
import type { ChannelEvent } from '../../../src/bot/local/wire-types.ts';

const event = (id: string): ChannelEvent => ({ kind: 'answer', id, answer: { kind: 'pending' } });

describe('the event log', () => {
  it('knows what came after every id that it gave, as far back as it reaches', () => {
    const log = createEventLog('epoch', 3);
    const ids = [log.lastId()];
    for (const name of ['a', 'b', 'c', 'd']) {
      log.publish(event(name));
      ids.push(log.lastId());
    }
    const missed = ids.map((id) => log.since(id)?.map((each) => (each.event.kind === 'answer' ? each.event.id : '')));
    expect(missed).toEqual([undefined, ['b', 'c', 'd'], ['c', 'd'], ['d'], []]);
  });

  it.each(['', 'epoch', 'epoch-', 'epoch-9', 'epoch--1', 'epoch-1.5', 'earlier-1', 'epoch-x'])(
    'does not know the id "%s"',
    (id) => {
      const log = createEventLog('epoch');
      log.publish(event('a'));
      log.publish(event('b'));
      expect(log.since(id)).toBeUndefined();
    },
  );

  it('tells listeners until they leave', () => {
    const log = createEventLog('epoch');
    const heard: string[] = [];
    const leave = log.subscribe(({ id }) => heard.push(id));
    log.publish(event('a'));
    leave();
    log.publish(event('b'));
    expect(heard).toEqual(['epoch-1']);
  });
});
