import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRequestRunner, type RequestHandler } from '../../../src/bot/chat/request-runner.ts';
import { createInbox } from '../../../src/bot/jobs/inbox.ts';
import { closeDatabase, openDatabase } from '../../../src/bot/storage/database.ts';
import { ReplyPostponed } from '../../../src/commands/ports/reply.ts';
import { EngineError } from '../../../src/engine/client.ts';
import { temporaryDir } from '../temporary.ts';

/** One inbox, and a runner for each process that has it in turn. */
function openRunners() {
  const db = openDatabase(temporaryDir());
  onTestFinished(() => closeDatabase(db));
  const inbox = createInbox(db);
  const heard: string[] = [];
  let ids = 0;
  const nextProcess = (answer: RequestHandler<string>['answer']) =>
    createRequestRunner<string>({
      ...{ inbox, platform: 'test', log: pino({ level: 'silent' }), newId: () => `r${++ids}`, now: () => new Date() },
      handler: {
        read(json) {
          if (typeof json !== 'string') throw new Error('that is no request');
          return json;
        },
        async answer(body, request) {
          heard.push(`${request.isAgain ? 'again' : 'first'} ${body}`);
          await answer(body, request);
        },
        refuse: async (body, { message }) => void heard.push(`refused ${body}: ${message}`),
      },
    });
  return { inbox, heard, nextProcess };
}

const never = () => new Promise<void>(() => {});

describe('requests', () => {
  it('are answered once, however often they are delivered', async () => {
    const { inbox, heard, nextProcess } = openRunners();
    const runner = nextProcess(async () => {});
    const id = runner.receive('d1', 'hello')!;
    expect(runner.receive('d1', 'hello')).toBeUndefined();
    await runner.run(id, 'hello');
    nextProcess(async () => {}).resume();
    expect(heard).toEqual(['first hello']);
    expect(inbox.pending('test')).toEqual([]);
  });

  it('that a process died under are answered by the next one, also where they were not begun', async () => {
    const { heard, nextProcess } = openRunners();
    const dying = nextProcess(never);
    void dying.run(dying.receive('d1', 'begun')!, 'begun');
    dying.receive('d2', 'acknowledged');
    const next = nextProcess(async () => {});
    next.resume();
    await next.settled();
    expect(heard).toEqual(['first begun', 'again begun', 'again acknowledged']);
    expect(next.pending()).toEqual([]);
  });

  it('are not taken up again by the process that has them under way', async () => {
    const { heard, nextProcess } = openRunners();
    const runner = nextProcess(never);
    void runner.run(runner.receive('d1', 'hello')!, 'hello');
    runner.receive('d2', 'waits to be acknowledged');
    runner.resume();
    expect(heard).toEqual(['first hello']);
  });

  it('are refused, in words, when the bot died three times under them', async () => {
    const { heard, nextProcess } = openRunners();
    const first = nextProcess(never);
    void first.run(first.receive('d1', 'hello')!, 'hello');
    for (let process = 0; process < 2; process++) nextProcess(never).resume();
    const last = nextProcess(never);
    last.resume();
    await last.settled();
    expect(heard.slice(3)).toEqual(['refused hello: I was stopped each time I began with this.']);
    expect(last.pending()).toEqual([]);
  });

  it.each([
    ['a reply is postponed', new ReplyPostponed('stopping')],
    ['the engine is stopped', new EngineError('stopped', 'stopping')],
  ])('are left to the next process where %s', async (_, error) => {
    const { heard, nextProcess } = openRunners();
    const stopping = nextProcess(() => Promise.reject(error));
    await stopping.run(stopping.receive('d1', 'hello')!, 'hello');
    const next = nextProcess(async () => {});
    next.resume();
    await next.settled();
    expect(heard).toEqual(['first hello', 'again hello']);
  });

  it('that cannot be read are kept, and keep no other from being answered', async () => {
    const { inbox, heard, nextProcess } = openRunners();
    inbox.receive({ id: 'odd', platform: 'test', delivery: 'd1', body: { odd: true } }, new Date());
    inbox.receive({ id: 'even', platform: 'test', delivery: 'd2', body: 'hello' }, new Date());
    const next = nextProcess(async () => {});
    next.resume();
    await next.settled();
    expect(heard).toEqual(['again hello']);
    expect(next.pending()).toEqual(['odd']);
  });
});
