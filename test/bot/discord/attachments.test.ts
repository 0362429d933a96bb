import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFetchFile } from '../../../src/bot/discord/inbound/attachments.ts';
import { UserError } from '../../../src/commands/messages/errors.ts';

const asked: string[] = [];
let server: Server;
let host = '';

const answers: Readonly<
  Record<string, (megabyte: Buffer) => { status: number; headers?: Record<string, string>; body: Buffer[] }>
> = {
  '/picture.png': () => ({ status: 200, body: [Buffer.from('bytes of a picture')] }),
  '/gone.png': () => ({ status: 404, body: [] }),
  '/away.png': () => ({ status: 302, headers: { Location: '/secret' }, body: [] }),
  '/endless.png': (megabyte) => ({ status: 200, body: Array.from({ length: 64 }, () => megabyte) }),
  '/secret': () => ({ status: 200, body: [Buffer.from('not for you')] }),
};

beforeAll(async () => {
  server = createServer(async ({ url = '' }, response) => {
    asked.push(url);
    const { status, headers = {}, body } = answers[url]!(Buffer.alloc(2 ** 20));
    response.writeHead(status, headers);
    for (const part of body) if (!response.write(part)) await new Promise((drained) => response.once('drain', drained));
    response.end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((closed) => server.close(closed)));

const fetchAt = (url: string, size = 18) => createFetchFile([host])({ name: 'skull.png', url, size });

describe('files that people attach', () => {
  it('are read', async () => {
    const { name, bytes } = await fetchAt(`http://${host}/picture.png`);
    expect([name, Buffer.from(bytes).toString()]).toEqual(['skull.png', 'bytes of a picture']);
  });

  it.each([
    ['another host', 'https://example.org/picture.png'],
    ['another port', 'http://127.0.0.1:1/picture.png'],
    ['a name in front of the host', () => `http://cdn@${host}/picture.png`],
    ['a file', 'file:///etc/passwd'],
    ['plain http on a host of the network', 'http://cdn.discordapp.com/picture.png'],
  ])('are not fetched from %s', async (_, url) => {
    const before = asked.length;
    await expect(fetchAt(typeof url === 'string' ? url : url())).rejects.toThrow(/DISCORD_CDN_HOSTS/);
    expect(asked.length).toBe(before);
  });

  it('are not fetched from where their host sends one', async () => {
    await expect(fetchAt(`http://${host}/away.png`)).rejects.toThrow(UserError);
    expect(asked).not.toContain('/secret');
  });

  it('are not read where they are too large, whatever Discord said of their size', async () => {
    await expect(fetchAt(`http://${host}/picture.png`, 30 * 2 ** 20)).rejects.toThrow(/too large/);
    await expect(fetchAt(`http://${host}/endless.png`)).rejects.toThrow(/too large/);
  });

  it('that are gone are asked for again in words', async () => {
    await expect(fetchAt(`http://${host}/gone.png`)).rejects.toThrow(/could not be fetched/);
  });
});
