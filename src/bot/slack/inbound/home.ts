import type { types } from '@slack/bolt';
import { commands } from '../../../commands/index.ts';
import { captionOf } from '../../../commands/recipes/caption.ts';
import type { JobId } from '../../../engine/client.ts';
import type { BotJobService } from '../../jobs/job-service.ts';
import type { SlackApi } from '../api/client.ts';
import type { DeliveryStore, MessageRef } from '../delivery-store.ts';
import { markdownBlock, type PrefixCommands, sectionBlocks } from '../outbound/render.ts';
import { clip } from '../text-limits.ts';
import { platformName } from './answer-request.ts';

export const settingsAction = 'sb1 settings';

interface HomeParts {
  readonly api: SlackApi;
  readonly deliveryStore: DeliveryStore;
  readonly jobService: BotJobService;
  readonly prefixCommands: PrefixCommands;
}

const shownResults = 5;
const captionLength = 150;

/** Publishes the app home: what the bot can do, a person's latest pictures, and the settings for admins. */
export function createHome({ api, deliveryStore, jobService, prefixCommands }: HomeParts) {
  const linkTo = async ({ channel, ts }: MessageRef): Promise<string | undefined> => {
    const { permalink } = await api
      .call('chat.getPermalink', (client) => client.chat.getPermalink({ channel, message_ts: ts }))
      .catch(() => ({ permalink: undefined }));
    return permalink;
  };

  const line = async (
    person: string,
    message: MessageRef & { readonly job: string },
  ): Promise<readonly types.RichTextSection[]> => {
    const viewer = { platform: platformName, person, channel: message.channel };
    const job = await jobService.as(viewer, '').find(message.job as JobId);
    const link = await linkTo(message);
    if (job === undefined || link === undefined) return [];
    // Rich text treats nothing that people wrote as markup.
    const text = clip(captionOf(job.recipe), captionLength);
    return [{ type: 'rich_text_section', elements: [{ type: 'link', url: link, text }] }];
  };

  const recent = async (person: string): Promise<readonly types.KnownBlock[]> => {
    const lines = (
      await Promise.all(deliveryStore.recent(person, shownResults).map((message) => line(person, message)))
    ).flat();
    const heading = '*Your latest pictures*';
    if (lines.length === 0) return [markdownBlock(`${heading}\nNone yet.`)];
    return [
      markdownBlock(heading),
      { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: lines }] },
    ];
  };

  return async (person: string, isAdmin: boolean): Promise<void> => {
    const blocks: types.KnownBlock[] = [
      { type: 'header', text: { type: 'plain_text', text: 'A diffusion studio' } },
      ...sectionBlocks({ lines: help }, prefixCommands),
      ...(await recent(person)),
      ...sectionBlocks(
        { heading: 'Commands', lines: commands.map(({ name, summary }) => `/${name}: ${summary}`) },
        prefixCommands,
      ),
      ...(isAdmin ? settingsButton : []),
    ];
    await api.call('views.publish', (client) =>
      client.views.publish({ user_id: person, view: { type: 'home', blocks } }),
    );
  };
}

const help = [
  'Type a command and what to draw: /sample a skull',
  'To begin at a picture, type /sdedit and a form asks for it; or choose “SDEdit this” in the menu of any message with a picture; or mention me with an upload, in a thread too.',
  'The buttons below a picture take it from there, and the thread shows how it came about.',
  'Here in our messages no command is needed: write what to draw, and attach a picture to begin at.',
];

const settingsButton: readonly types.KnownBlock[] = [
  { type: 'divider' },
  markdownBlock('*Settings of this workspace*\nYou see this because you are an admin.'),
  {
    type: 'actions',
    elements: [
      { type: 'button', action_id: settingsAction, text: { type: 'plain_text', text: 'Change settings' }, value: '-' },
    ],
  },
];
