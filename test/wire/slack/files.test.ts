import sharp from 'sharp';
import { expect, test } from 'vitest';
import { outcome, slackForTest, webClient } from './client.ts';

const picture = (): Promise<Buffer> =>
  sharp({ create: { width: 8, height: 6, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();

const image = (id: string) => ({ type: 'image', alt_text: 'a skull', slack_file: { id } });

/** A workspace with a channel, and a client of the bot. */
async function stage() {
  const slack = await slackForTest();
  return { slack, channel: slack.channel('studio'), client: webClient(slack), ada: slack.person('ada') };
}

const upload = (data: Buffer, fields: object = {}) => ({
  filename: 'skull.png',
  file: data,
  title: 'A skull',
  alt_text: 'a skull',
  ...fields,
});

test('an upload says nothing of its message, which comes a little later', async () => {
  const { slack, channel, client } = await stage();
  const bytes = await picture();
  const parent = await client.chat.postMessage({ channel: channel.id, text: 'here it comes' });
  const { files } = await client.filesUploadV2(
    upload(bytes, { channel_id: channel.id, thread_ts: parent.ts, initial_comment: 'a skull' }) as never,
  );
  expect(slack.messages(channel)).toHaveLength(1);
  expect(JSON.stringify(files)).not.toContain('ts');
  const message = await slack.until(() => slack.messages(channel)[1]);
  expect(message).toMatchObject({ text: 'a skull', thread_ts: parent.ts, user: slack.world.bot.id });
  const [file] = message.files ?? [];
  expect(file).toMatchObject({
    title: 'A skull',
    mimetype: 'image/png',
    alt_txt: 'a skull',
    original_w: 8,
    original_h: 6,
  });
  expect(slack.bytes(file ?? { id: '' })).toEqual(new Uint8Array(bytes));
  const info = await client.files.info({ file: file?.id ?? '' });
  expect(info.file?.shares).toEqual({ public: { [channel.id]: [expect.objectContaining({ ts: message.ts })] } });
  slack.expectClean();
});

test('a file is shown by its id once it is processed, not before', async () => {
  const { slack, channel, client } = await stage();
  slack.processing.hold();
  await client.filesUploadV2(upload(await picture()) as never);
  const [stored] = [...slack.world.files.values()];
  const id = stored?.file.id ?? '';
  const post = () =>
    outcome(client.apiCall('chat.postMessage', { channel: channel.id, text: 'a skull', blocks: [image(id)] }));
  expect(await post()).toBe('invalid_blocks');
  expect((await client.files.info({ file: id })).file?.mimetype).toBe('');
  slack.processing.release();
  await slack.until(() => stored?.state === 'ready');
  expect(await post()).toBe('ok');
  // It was no mistake to try.
  slack.expectClean();
});

test('the files host gives a file to the token only, and a page to sign in to everybody else', async () => {
  const { slack, channel, ada } = await stage();
  const bytes = await picture();
  const { files } = await slack.post(ada, channel, 'look', { files: [{ name: 'castle.png', bytes }] });
  const url = files?.[0]?.url_private_download ?? '';
  expect(new URL(url).host).toBe(slack.env().SLACK_FILES_HOSTS);
  const get = async (token: string): Promise<string> => {
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
    return answer.headers.get('content-type') ?? '';
  };
  expect(await get(slack.world.tokens.bot)).toBe('image/png');
  expect(await get('xoxb-wrong')).toContain('text/html');
  slack.setMember(channel, false);
  expect(await get(slack.world.tokens.bot)).toContain('text/html');
  expect(slack.filesHost.fetched.map(({ isFile }) => isFile)).toEqual([true, false, false]);
});

test('a download can fail, be cut, and be sent elsewhere', async () => {
  const { slack, channel, ada } = await stage();
  const { files } = await slack.post(ada, channel, 'look', { files: [{ name: 'castle.png', bytes: await picture() }] });
  const headers = { Authorization: `Bearer ${slack.world.tokens.bot}` };
  const get = () => fetch(files?.[0]?.url_private ?? '', { headers, redirect: 'manual' });
  slack.failNext({ method: 'download', status: 302, location: 'http://169.254.169.254/' });
  expect((await get()).headers.get('location')).toBe('http://169.254.169.254/');
  slack.failNext({ method: 'download', cut: 'before' });
  await expect(get()).rejects.toThrow('fetch failed');
  slack.failNext({ method: 'download', status: 500 });
  expect((await get()).status).toBe(500);
  expect((await get()).status).toBe(200);
});

test('a file can be deleted with its message, by its owner', async () => {
  const { slack, channel, client, ada } = await stage();
  await client.filesUploadV2(upload(await picture(), { channel_id: channel.id }) as never);
  const message = await slack.until(() => slack.messages(channel)[0]);
  const { files } = await slack.post(ada, channel, 'mine', { files: [{ name: 'castle.png', bytes: await picture() }] });
  expect(await outcome(client.files.delete({ file: files?.[0]?.id ?? '' }))).toBe('cant_delete_file');
  expect(await outcome(client.files.delete({ file: message.files?.[0]?.id ?? '' }))).toBe('ok');
  expect(slack.messages(channel).map(({ text }) => text)).toEqual(['mine']);
  slack.expectClean();
});

test('bytes must be what was announced, and are needed', async () => {
  const { slack, channel, client } = await stage();
  const { upload_url = '', file_id = '' } = await client.files.getUploadURLExternal({
    filename: 'skull.png',
    length: 7,
  });
  const complete = () =>
    outcome(client.files.completeUploadExternal({ files: [{ id: file_id }], channel_id: channel.id }));
  expect(await complete()).toBe('file_not_found');
  expect((await fetch(upload_url, { method: 'POST', body: 'not seven' })).status).toBe(404);
  expect(slack.violations).toHaveLength(1);
  slack.forgive();
  expect(await (await fetch(upload_url, { method: 'POST', body: '7 bytes' })).text()).toBe('OK - 7');
  slack.setMember(channel, false);
  expect(await complete()).toBe('not_in_channel');
  slack.setMember(channel, true);
  expect(await complete()).toBe('ok');
  slack.expectClean();
});
