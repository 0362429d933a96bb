import { describe, expect, it, vi } from 'vitest';
import type { JobEvent } from '../../src/engine/client.ts';
import { atFirstStep, once } from './first-step.ts';
import { ddimSampling, drawing, recipe } from './recipes.ts';
import { follow, kindsOf, startEngine, submit } from './worker-engine.ts';

// Each test starts processes, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

/** Long enough to be met in its middle, about a second. */
const long = recipe([drawing({ walk: ddimSampling(1000) })]);
const short = recipe([drawing()]);

describe('a worker that dies', () => {
  it('is replaced: the running job begins again, and those that wait never notice', async () => {
    const { engine, workerPid } = startEngine({ maxBatch: 1 });
    const kill = once(() => process.kill(workerPid(), 'SIGKILL'));
    const running = follow(submit(engine, long), atFirstStep(kill));
    const waiting = follow(submit(engine, short));
    const events = await running;
    expect(kindsOf(events).filter((kind) => kind !== 'queued')).toEqual([
      'started',
      'step',
      'restarted',
      'started',
      'step',
      'done',
    ]);
    expect(events.find(({ kind }) => kind === 'restarted')).toMatchObject({
      reason: expect.stringContaining('SIGKILL'),
    });
    expect(kindsOf(await waiting).filter((kind) => kind !== 'queued')).toEqual(['started', 'step', 'done']);
    expect(engine.status()).toMatchObject({
      worker: 'ready',
      restarts: 1,
      lastFailure: expect.stringContaining('SIGKILL'),
    });
  });

  it('draws the same picture at the second try', async () => {
    const { engine, workerPid } = startEngine();
    const disturbed = await follow(submit(engine, long), atFirstStep(once(() => process.kill(workerPid(), 'SIGKILL'))));
    const calm = await follow(submit(engine, long));
    const pictures = (events: readonly JobEvent[]) =>
      events.flatMap((event) => (event.kind === 'done' ? event.pictures : []));
    expect(pictures(disturbed)).toHaveLength(1);
    expect(pictures(disturbed)).toEqual(pictures(calm));
  });

  it('refuses the job under which it died twice, and not the one beside it', async () => {
    const { engine, workerPid } = startEngine();
    const beside = follow(submit(engine, long, 'bob'));
    const killer = await follow(
      submit(engine, long, 'ann'),
      atFirstStep(() => process.kill(workerPid(), 'SIGKILL')),
    );
    expect(kindsOf(killer).filter((kind) => kind !== 'queued')).toEqual([
      'started',
      'step',
      'restarted',
      'started',
      'step',
      'failed',
    ]);
    expect(killer.at(-1)).toMatchObject({ code: 'job-kills-worker' });
    const innocent = await beside;
    expect(innocent.filter(({ kind }) => kind === 'restarted')).toHaveLength(1);
    expect(innocent.at(-1)).toMatchObject({ kind: 'done' });
    expect((await follow(submit(engine, short, 'ann'))).at(-1)).toMatchObject({ kind: 'done' });
  });

  it('is ended when it hangs', async () => {
    const { engine, workerPid } = startEngine({ stepTimeoutMs: 3_000 });
    const events = await follow(submit(engine, long), atFirstStep(once(() => process.kill(workerPid(), 'SIGSTOP'))));
    expect(events.find(({ kind }) => kind === 'restarted')).toMatchObject({
      reason: expect.stringMatching(/within 3000 ms|nothing for 5000 ms/),
    });
    expect(events.at(-1)).toMatchObject({ kind: 'done' });
  });

  it('answers the questions that were asked while it was away', async () => {
    const { engine, workerPid } = startEngine();
    await engine.models();
    process.kill(workerPid(), 'SIGKILL');
    expect((await engine.suggest('gaussian', 'a dog', 1))[0]!.text).toBe('a dog');
  });

  it('forgets a job that was cancelled while it died', async () => {
    const { engine, workerPid } = startEngine();
    const job = submit(engine, long);
    const events = await follow(
      job,
      atFirstStep(
        once(() => {
          process.kill(workerPid(), 'SIGSTOP'); // so that it cannot receive the message
          job.cancel();
          process.kill(workerPid(), 'SIGKILL');
        }),
      ),
    );
    expect(events.at(-1)).toEqual({ kind: 'cancelled' });
  });
});
