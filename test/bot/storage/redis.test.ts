import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectTo, freePort, noRedis, recordedLog, startRedis } from '../redis-server.ts';

const increment = `return redis.call('INCR', KEYS[1])`;

describe('a Redis that is not there', () => {
  it('keeps nobody waiting, and is logged once, without what is secret', async () => {
    const { log, lines } = recordedLog();
    const redis = await connectTo({ url: `redis://ada:se%63ret@127.0.0.1:${await freePort()}` }, log);
    for (let n = 0; n < 20; n++) expect(await redis.run(increment, ['n'], [])).toBeUndefined();
    expect(lines).toMatchObject([{ level: 40, reason: expect.stringContaining('ECONNREFUSED') }]);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  it('keeps nobody waiting where somebody listens who never answers', async () => {
    const server = createServer((socket) => void socket.on('error', () => {})).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('not a port');
    const { log, lines } = recordedLog();
    const began = performance.now();
    const redis = await connectTo({ url: `redis://127.0.0.1:${address.port}` }, log);
    expect(await redis.run(increment, ['n'], [])).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(8_000);
    expect(lines).toHaveLength(1);
  });
});

describe.skipIf(noRedis)(`a Redis${noRedis ? `: ${noRedis}` : ''}`, () => {
  it('is found again when it comes back, and both are logged once', async () => {
    const server = await startRedis();
    const { log, lines } = recordedLog();
    const redis = await connectTo(server, log);
    expect(await redis.run(increment, ['n'], [])).toBe(1);
    await server.kill();
    for (let n = 0; n < 5; n++) expect(await redis.run(increment, ['n'], [])).toBeUndefined();
    await server.start();
    await vi.waitUntil(async () => (await redis.run(increment, ['n'], [])) !== undefined, { timeout: 10_000 });
    expect(lines.map(({ level }) => level)).toEqual([40, 30]);
  });

  it('that hangs is asked no longer than a person waits', async () => {
    const server = await startRedis();
    const { log, lines } = recordedLog();
    const redis = await connectTo(server, log);
    server.freeze();
    const began = performance.now();
    expect(await redis.run(increment, ['n'], [])).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(lines).toMatchObject([{ level: 40, reason: 'Command timed out' }]);
    server.thaw();
    await vi.waitUntil(async () => (await redis.run(increment, ['n'], [])) !== undefined, { timeout: 10_000 });
  });

  it('that refuses a script is logged, without the script', async () => {
    const { log, lines } = recordedLog();
    const redis = await connectTo(await startRedis(), log);
    expect(await redis.run(`return redis.call('LPUSH', KEYS[1])`, ['secret'], ['secret'])).toBeUndefined();
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });
});
