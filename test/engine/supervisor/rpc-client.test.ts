import { expect, it } from 'vitest';
import { createRpcClient } from '../../../src/engine/supervisor/rpc-client.ts';

const answer = { kind: 'models', models: [] } as const;

it('asks again after a death, and gives up after the second', async () => {
  const sent: number[] = [];
  let isThere = false;
  const rpc = createRpcClient((ask) => {
    if (isThere) sent.push(ask);
    return isThere;
  });
  const first = rpc.call({ kind: 'models' });
  expect(sent).toEqual([]); // no worker was ready
  isThere = true;
  rpc.workerReady();
  rpc.workerDied();
  rpc.workerReady();
  expect(sent).toEqual([1, 1]);
  rpc.receive(1, answer);
  expect(await first).toEqual(answer);

  const second = rpc.call({ kind: 'inspect' });
  rpc.workerDied();
  rpc.workerReady();
  rpc.workerDied();
  await expect(second).rejects.toMatchObject({ code: 'worker-unavailable' });
});

it("rebuilds the worker's refusal", async () => {
  const rpc = createRpcClient(() => true);
  const asked = rpc.call({ kind: 'suggest', model: 'none', prompt: '', count: 1 });
  rpc.receive(1, { kind: 'error', code: 'unknown-model', message: 'there is no model "none"' });
  await expect(asked).rejects.toMatchObject({ code: 'unknown-model', message: 'there is no model "none"' });
});
