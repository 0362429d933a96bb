import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openChat } from './chat.ts';

const models = fileURLToPath(new URL('../../../models', import.meta.url));

it('/help words shows what the model knows, in pictures with their words', async () => {
  const { slack, channel, ada } = await openChat({ env: { MODELS_DIR: models } });
  const asked = slack.slash(ada, channel, '/stride-help', 'words');
  const { blocks } = await asked.message((message) => JSON.stringify(message.blocks ?? []).includes('slack_file'));
  const images = (blocks ?? []).filter(({ type }) => type === 'image');
  expect(images).toHaveLength(4);
  expect(images[0]).toMatchObject({
    alt_text: expect.stringMatching(/^Small pictures of: people around a campfire, /),
  });
});

it('/help words is a text where Slack takes no files', async () => {
  const { slack, channel, ada } = await openChat({ env: { MODELS_DIR: models } });
  slack.failNext({ method: 'files.getUploadURLExternal', error: 'file_uploads_disabled', times: 20 });
  const asked = slack.slash(ada, channel, '/stride-help', 'words');
  const { blocks } = await asked.message(({ text }) => text === 'What I can draw');
  expect((blocks ?? []).map(({ type }) => type)).not.toContain('image');
});
