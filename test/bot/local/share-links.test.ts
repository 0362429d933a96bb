import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { ChannelState } from '../../../src/bot/local/wire-types.ts';
import { startBot } from '../running-bot.ts';
import { temporaryDir } from '../temporary.ts';

const token = 'correct horse battery';
const publicUrl = 'https://studio.example.org/pictures';
const safetyModel = fileURLToPath(new URL('../../fixtures/safety', import.meta.url));

/** A bot that the world reaches, used by somebody who has its token. */
async function openStudio(env: Readonly<Record<string, string>> = {}) {
  const bot = await startBot(temporaryDir(), { ACCESS_TOKEN: token, PUBLIC_URL: publicUrl, ...env });
  const authorization = { authorization: `Bearer ${token}` };
  const json = (path: string, value: unknown) =>
    fetch(bot.url + path, {
      method: 'POST',
      headers: { ...authorization, 'content-type': 'application/json' },
      body: JSON.stringify(value),
    });
  const state = async () =>
    (await (await fetch(`${bot.url}/api/channel`, { headers: authorization })).json()) as ChannelState;
  /** Draws a line. @returns Its result. */
  const draw = async (line: string) => {
    const body = new FormData();
    body.set('line', line);
    body.set('person', 'ada');
    const sent = await fetch(`${bot.url}/api/lines`, { method: 'POST', headers: authorization, body });
    return resultOf(((await sent.json()) as { id: string }).id);
  };
  const press = async (jobId: string, action: string) => {
    const sent = await json('/api/actions', { jobId, action, person: 'ada' });
    return resultOf(((await sent.json()) as { id: string }).id);
  };
  const resultOf = async (id: string) => {
    for (;;) {
      const answer = (await state()).messages.find((message) => message.id === id)?.answer;
      if (answer?.kind === 'notice') throw new Error(answer.message);
      if (answer?.kind === 'result') return answer;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { bot, json, state, draw, press };
}

it('a link opens its picture without the token, and nothing else, until the picture is deleted', async () => {
  const { bot, json, state, draw, press } = await openStudio();
  expect((await state()).hasLinks).toBe(true);
  const { jobId, files } = await draw('/sample a skull upscale:no count:2');
  const other = await draw('/sample a dog upscale:no');
  const { url } = (await (await json('/api/links', { path: files[0]!.url })).json()) as { url: string };
  expect(url.startsWith(`${publicUrl}/shared/${jobId}/`)).toBe(true);
  const open = (link: string) => fetch(bot.url + link.replace(publicUrl, ''));

  const opened = await open(url);
  expect([opened.status, opened.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(opened.headers.get('cache-control')).toBe('no-store');
  const signature = url.split('/').at(-2)!;
  const wrong = signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
  for (const link of [
    url.replace(files[0]!.name, files[1]!.name),
    url.replace(jobId, other.jobId),
    url.replace(signature, wrong),
  ]) {
    expect((await open(link)).status).toBe(404);
  }
  expect((await open(url.replace(`${signature}/`, ''))).status).toBe(401);
  expect((await fetch(bot.url + files[0]!.url)).status).toBe(401);
  const film = await press(jobId, 'film');
  const turned = (await (await json('/api/links', { path: film.files[0]!.url })).json()) as { url: string };
  expect((await open(turned.url)).headers.get('content-type')).toBe('image/webp');
  expect((await json('/api/delete', { jobId, person: 'ada' })).status).toBe(200);
  expect((await open(url)).status).toBe(404);
});

it('there is no link to a file that is not kept, nor to a flagged picture', async () => {
  const { json, draw } = await openStudio({ SAFETY_MODEL: safetyModel });
  const { files } = await draw('/sample a dog upscale:no seed:1');
  expect(files[0]!.isSensitive).toBe(true);
  const refused = await json('/api/links', { path: files[0]!.url });
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringMatching(/no links to pictures/)]);
  for (const path of ['/files/nosuch/a.png', '/files/../main.js', 'https://example.org/', 5]) {
    expect((await json('/api/links', { path })).status).toBe(400);
  }
});

it('there are no links without a public address', async () => {
  const { json, state, draw } = await openStudio({ PUBLIC_URL: '' });
  expect((await state()).hasLinks).toBe(false);
  const { files } = await draw('/sample a skull upscale:no');
  expect((await json('/api/links', { path: files[0]!.url })).status).toBe(400);
});
