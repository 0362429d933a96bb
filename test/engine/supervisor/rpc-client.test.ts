import { expect, it } from 'vitest';
import { createRpcClient } from '../../../src/engine/supervisor/rpc-client.ts';

const answer = { kind: 'models', models: [] } as const;

it('asks again after a death, and gives up after the second', async () => {
  const sent: number[] = [];
  let isThere = false;
  const questions = createRpcClient((ask) => {
    if (isThere) sent.push(ask);
    return isThere;
  });
  const first = questions.ask({ kind: 'models' });
  expect(sent).toEqual([]); // nobody was there to hear it
  isThere = true;
  questions.workerReady();
  questions.workerDied();
  questions.workerReady();
  expect(sent).toEqual([1, 1]);
  questions.answered(1, answer);
  expect(await first).toEqual(answer);

  const second = questions.ask({ kind: 'inspect' });
  questions.workerDied();
  questions.workerReady();
  questions.workerDied();
  await expect(second).rejects.toMatchObject({ code: 'worker-unavailable' });
});

it("rebuilds the worker's refusal", async () => {
  const questions = createRpcClient(() => true);
  const asked = questions.ask({ kind: 'suggest', model: 'none', prompt: '', count: 1 });
  questions.answered(1, { kind: 'refused', code: 'unknown-model', message: 'there is no model "none"' });
  await expect(asked).rejects.toMatchObject({ code: 'unknown-model', message: 'there is no model "none"' });
});
