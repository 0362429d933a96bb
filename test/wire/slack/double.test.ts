import type { App } from '@slack/bolt';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { slackForTest, startedApp } from './client.ts';
import type { Mode } from './double.ts';

const picture = (): Promise<Buffer> =>
  sharp({ create: { width: 8, height: 6, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();

/** A workspace with a channel and a person, and a real Bolt app. */
async function stage(mode: Mode, listen: (app: App) => void) {
  const slack = await slackForTest();
  const ada = slack.person('ada');
  const channel = slack.channel('studio');
  const app = await startedApp(slack, mode, listen);
  return { slack, ada, channel, app };
}

const button = (actionId: string, value: string) => ({
  type: 'actions' as const,
  elements: [
    { type: 'button' as const, text: { type: 'plain_text' as const, text: 'Reroll' }, action_id: actionId, value },
  ],
});

const modal = {
  type: 'modal' as const,
  callback_id: 'sdedit',
  title: { type: 'plain_text' as const, text: 'SDEdit' },
  submit: { type: 'plain_text' as const, text: 'Draw' },
  notify_on_close: true,
  blocks: [
    {
      type: 'input' as const,
      block_id: 'prompt',
      label: { type: 'plain_text' as const, text: 'Prompt' },
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
    {
      type: 'input' as const,
      block_id: 'picture',
      label: { type: 'plain_text' as const, text: 'Picture' },
      element: { type: 'file_input' as const, action_id: 'file', filetypes: ['png', 'jpg'], max_files: 1 },
    },
  ],
};

describe.each(['socket', 'http'] as const)('in %s mode', (mode) => {
  test('a slash command is acknowledged, and answered in the channel', async () => {
    const { slack, ada, channel } = await stage(mode, (app) =>
      app.command('/sample', async ({ command, ack, client }) => {
        await ack();
        await client.chat.postMessage({ channel: command.channel_id, text: `drawing ${command.text}` });
      }),
    );
    const exchange = slack.slash(ada, channel, '/sample', 'a skull seed:180');
    expect((await exchange.acknowledged()).afterMs).toBeLessThan(3000);
    expect((await exchange.message()).text).toBe('drawing a skull seed:180');
    slack.expectClean();
  });

  test('an acknowledgement with text is seen by the person only', async () => {
    const { slack, ada, channel } = await stage(mode, (app) => app.command('/help', ({ ack }) => ack('ask ada')));
    const exchange = slack.slash(ada, channel, '/help');
    expect((await exchange.message()).text).toBe('ask ada');
    expect(slack.messages(channel)).toEqual([]);
    expect(slack.messages(channel, { viewer: ada })).toHaveLength(1);
    slack.expectClean();
  });

  test('a mention in a thread carries its upload, which the token can read', async () => {
    const bytes = await picture();
    const { slack, ada, channel } = await stage(mode, (app) =>
      app.event('app_mention', async ({ event, client }) => {
        const url = event.files?.[0]?.url_private_download ?? '';
        const answer = await fetch(url, { headers: { Authorization: `Bearer ${client.token}` } });
        const size = (await answer.arrayBuffer()).byteLength;
        await client.chat.postMessage({
          channel: event.channel,
          thread_ts: event.thread_ts ?? event.ts,
          text: `${event.text.replace(/<@\w+> /, '')}: ${answer.headers.get('content-type')} ${size}`,
        });
      }),
    );
    const start = await slack.post(ada, channel, 'look at this');
    const exchange = await slack.mention(ada, channel, 'sdedit a castle & moat', {
      files: [{ name: 'castle.png', bytes }],
      thread: start.ts,
    });
    const answer = await exchange.message();
    expect(answer).toMatchObject({
      text: `sdedit a castle &amp; moat: image/png ${bytes.byteLength}`,
      thread_ts: start.ts,
    });
    expect(slack.messages(channel, { thread: start.ts })).toHaveLength(3);
    slack.expectClean();
  });

  test('a direct message and the home tab are events too', async () => {
    const { slack, ada } = await stage(mode, (app) => {
      app.message(async ({ message, client }) => {
        await client.chat.postMessage({ channel: message.channel, text: 'hello ada' });
      });
      app.event('app_home_opened', async ({ event, client }) => {
        const text = { type: 'mrkdwn' as const, text: 'Welcome' };
        await client.views.publish({
          user_id: event.user,
          view: { type: 'home', blocks: [{ type: 'section', text }] },
        });
      });
    });
    expect((await (await slack.direct(ada, 'hello')).message()).text).toBe('hello ada');
    slack.openHome(ada);
    const home = await slack.until(() => slack.home(ada));
    expect(home.blocks[0]).toMatchObject({ type: 'section', text: { text: 'Welcome' } });
    slack.expectClean();
  });

  test('a modal opens, takes a file, complains, closes', async () => {
    const bytes = await picture();
    const { slack, ada, channel } = await stage(mode, (app) => {
      app.command('/sdedit', async ({ command, ack, client }) => {
        await ack();
        await client.views.open({
          trigger_id: command.trigger_id,
          view: { ...modal, private_metadata: command.channel_id },
        });
      });
      app.view('sdedit', async ({ view, ack, client }) => {
        const prompt = view.state.values.prompt?.text?.value ?? '';
        if (prompt === 'bad')
          return ack({ response_action: 'errors', errors: { prompt: 'Something kinder, please.' } });
        await ack();
        const file = view.state.values.picture?.file?.files?.[0];
        const answer = await fetch(file?.url_private ?? '', { headers: { Authorization: `Bearer ${client.token}` } });
        const text = `${prompt} ${file?.name} ${(await answer.arrayBuffer()).byteLength}`;
        await client.chat.postMessage({ channel: view.private_metadata, text });
      });
      app.view({ callback_id: 'sdedit', type: 'view_closed' }, ({ ack }) => ack());
    });
    const view = await slack.slash(ada, channel, '/sdedit').view();
    await expect(slack.submitView(ada, view, { text: 'a castle' })).rejects.toThrow('picture is required');
    const files = [{ name: 'castle.png', bytes }];
    const wrong = await slack.submitView(ada, view, { text: 'bad', file: files });
    expect((await wrong.acknowledged()).payload).toMatchObject({ response_action: 'errors' });
    expect(slack.modal(ada)?.id).toBe(view.id);
    await (await slack.submitView(ada, view, { prompt: 'a castle', file: files })).acknowledged();
    expect(slack.modal(ada)).toBeNull();
    const [message] = await slack.until(() => slack.messages(channel).length > 0 && slack.messages(channel));
    expect(message?.text).toBe(`a castle castle.png ${bytes.byteLength}`);
    const again = await slack.slash(ada, channel, '/sdedit').view();
    await slack.closeView(ada, again)?.acknowledged();
    slack.expectClean();
  });

  test('a choice within a modal changes it', async () => {
    const kind = {
      type: 'input',
      block_id: 'mask',
      dispatch_action: true,
      label: { type: 'plain_text', text: 'Mask' },
      element: {
        type: 'static_select',
        action_id: 'kind',
        options: ['boxes', 'file'].map((value) => ({ value, text: { type: 'plain_text', text: value } })),
      },
    };
    const { slack, ada, channel } = await stage(mode, (app) => {
      app.command('/inpaint', async ({ command, ack, client }) => {
        await ack();
        const view = { ...modal, blocks: [...modal.blocks, kind] };
        await client.apiCall('views.open', { trigger_id: command.trigger_id, view });
      });
      app.action('kind', async ({ body, ack, client }) => {
        await ack();
        if (body.type !== 'block_actions' || !body.view) return;
        const picked = body.view.state.values.mask?.kind?.selected_option?.value ?? 'nothing';
        const title = { type: 'plain_text' as const, text: `By ${picked}` };
        await client.views.update({ view_id: body.view.id, hash: body.view.hash, view: { ...modal, title } });
      });
    });
    const exchange = slack.slash(ada, channel, '/inpaint');
    await slack.act(ada, await exchange.view(), 'kind', 'boxes').acknowledged();
    const changed = await exchange.view(({ title }) => title.text === 'By boxes');
    expect(changed.blocks).toHaveLength(2);
    expect(slack.modal(ada)).toEqual(changed);
    slack.expectClean();
  });

  test('a shortcut sees the message, a button answers by its response URL', async () => {
    const { slack, ada, channel, app } = await stage(mode, (it) => {
      it.shortcut('upscale', async ({ ack, shortcut, respond }) => {
        await ack();
        if (shortcut.type === 'message_action') await respond(`upscaling ${shortcut.message.text}`);
      });
      it.action('reroll', async ({ ack, respond, action }) => {
        await ack();
        const value = action.type === 'button' ? action.value : '';
        await respond({ replace_original: true, text: `again ${value}` });
      });
    });
    await app.client.chat.postMessage({ channel: channel.id, text: 'a skull', blocks: [button('reroll', 'job 7')] });
    const [message] = slack.messages(channel);
    if (message === undefined) throw new Error('nothing was posted');
    const shown = await slack.shortcut(ada, 'upscale', { channel, message }).message();
    expect(shown.text).toBe('upscaling a skull');
    expect(slack.messages(channel)).toHaveLength(1);
    await slack.press(ada, { channel, message }, 'reroll').acknowledged();
    await slack.until(() => slack.messages(channel)[0]?.text === 'again job 7');
    slack.expectClean();
  });

  test('an event that nobody acknowledges comes again, and says so', async () => {
    const seen: (number | undefined)[] = [];
    const { slack, ada, channel } = await stage(mode, (app) =>
      app.event('app_mention', async ({ context }) => {
        seen.push(context.retryNum);
        slack.world.changed();
      }),
    );
    slack.mail.retryMs = [0, 20, 40];
    slack.deliverNext({ copies: 2 });
    await slack.mention(ada, channel, 'twice');
    await slack.until(() => seen.length === 2);
    expect(seen.every((it) => !it)).toBe(true);
    slack.expectClean();
  });
});
