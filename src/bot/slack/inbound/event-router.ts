import type { App } from '@slack/bolt';
import type { Logger } from 'pino';
import { z } from 'zod';
import { diskProblem } from '../../../commands/messages/disk-errors.ts';
import { diskNotice } from '../../../commands/messages/errors.ts';
import type { Engine } from '../../../engine/client.ts';
import type { RequestRunner } from '../../chat/request-runner.ts';
import type { SettingsStore } from '../../policy/settings.ts';
import type { SlackApi } from '../api/client.ts';
import type { UserGroups } from '../api/user-groups.ts';
import { buttonPattern } from '../buttons.ts';
import { formCallback } from '../forms/forms.ts';
import { errorsOf, parseSettings, settingsCallback, settingsView } from '../forms/settings-form.ts';
import { shortcutCallbackIds } from '../setup/shortcuts.ts';
import { slackUserMessages } from '../user-messages.ts';
import { platformName } from './answer-request.ts';
import { settingsAction } from './home.ts';
import {
  actionSchema,
  eventSchema,
  homeSchema,
  type SlackRequest,
  shortcutSchema,
  slashSchema,
  submissionSchema,
  userMessageSchema,
} from './payloads.ts';
import type { Requests } from './requests.ts';

interface EventRouterParts {
  readonly app: App;
  readonly api: SlackApi;
  readonly runner: RequestRunner<SlackRequest>;
  readonly requests: Pick<Requests, 'errorsIn' | 'refuse'>;
  readonly home: (person: string, isAdmin: boolean) => Promise<void>;
  readonly isAdmin: (person: string) => Promise<boolean>;
  readonly userGroups: UserGroups;
  readonly settings: SettingsStore;
  readonly engine: Engine;
  /** The bot's own Slack id; set when the bot has logged in. */
  readonly identity: { readonly id: string };
  readonly log: Logger;
}

type Acknowledge = () => Promise<void>;

/**
 * Registers the listeners for Slack's events: each request is stored, acknowledged, then answered. It is answered once,
 * however often Slack delivers it, even to a later process.
 */
export function listenForEvents(parts: EventRouterParts): void {
  const { app, api, runner, requests, home, isAdmin, userGroups, settings, engine, identity, log } = parts;

  /** Stores a request. When the disk fails, tells the asker so at once. @throws Any other error of storing it. */
  const receive = (delivery: string, request: SlackRequest): string | undefined => {
    try {
      return runner.receive(delivery, request);
    } catch (error) {
      const problem = diskProblem(error);
      if (problem === undefined) throw error;
      log.error({ err: error }, 'could not store a request');
      const refusal = requests.refuse(request, diskNotice(problem), { id: delivery, isAgain: false });
      void refusal.catch((err) => log.error({ err }, 'could not post the notice of a disk failure'));
      return undefined;
    }
  };

  /** Stores, acknowledges and runs a request. A stored request is answered even if its acknowledgement fails. */
  const accept = async (delivery: string, request: SlackRequest, acknowledge?: Acknowledge): Promise<void> => {
    const id = receive(delivery, request);
    await acknowledge?.().catch((err) => log.info({ err }, 'could not acknowledge a request'));
    if (id !== undefined) void runner.run(id, request);
  };

  /** Parses a payload. One that cannot be parsed is acknowledged: a redelivery would fail as well. @throws ZodError */
  const parseOrAcknowledge = async <Body>(parse: () => Body, acknowledge: Acknowledge): Promise<Body> => {
    try {
      return parse();
    } catch (error) {
      await acknowledge();
      throw error;
    }
  };

  app.command(/.*/, async ({ ack, body }) => {
    const slash = await parseOrAcknowledge(
      () => slashSchema.parse(body),
      () => ack(),
    );
    await accept(`slash ${slash.trigger_id}`, { kind: 'slash', body: slash }, () => ack());
  });

  for (const id of shortcutCallbackIds) {
    app.shortcut(id, async ({ ack, body }) => {
      const shortcut = await parseOrAcknowledge(
        () => shortcutSchema.parse(body),
        () => ack(),
      );
      await accept(`shortcut ${shortcut.trigger_id}`, { kind: 'shortcut', body: shortcut }, () => ack());
    });
  }

  app.action(buttonPattern, async ({ ack, body }) => {
    const action = await parseOrAcknowledge(
      () => actionSchema.parse(body),
      () => ack(),
    );
    await accept(`action ${action.trigger_id}`, { kind: 'press', body: action }, () => ack());
  });

  app.view(formCallback, async ({ ack, body }) => {
    const form = await parseOrAcknowledge(
      () => submissionSchema.parse(body),
      () => ack(),
    );
    const errors = requests.errorsIn(form);
    if (errors !== undefined) return ack({ response_action: 'errors', errors });
    const { view, trigger_id: trigger } = form;
    await accept(`form ${trigger ?? `${view.id} ${view.hash ?? ''}`}`, { kind: 'form', body: form }, () => ack());
  });

  /** Handles a mention or a direct message. It is acknowledged when this returns: see `late-acknowledgement.ts`. */
  const handleMessage = async (body: unknown, event: unknown): Promise<void> => {
    const { team_id: team } = eventSchema.parse(body);
    const { success, data } = userMessageSchema.safeParse(event);
    if (!success || data.bot_id || data.user === identity.id) return;
    if (data.subtype && data.subtype !== 'file_share') return;
    // Slack sends another event when a message that mentions us is edited.
    await accept(`said ${data.channel} ${data.ts}`, { kind: 'said', body: data, team });
  };
  app.event('app_mention', ({ body, event }) => handleMessage(body, event));
  app.event('message', async ({ body, event }) => {
    if (event.channel_type === 'im') await handleMessage(body, event);
  });

  app.event('app_home_opened', async ({ event }) => {
    const { user, tab } = homeSchema.parse(event);
    if (tab !== 'home') return;
    const show = async () => home(user, await isAdmin(user));
    void show().catch((err) => log.info({ err }, 'could not publish the app home'));
  });

  const models = async (): Promise<readonly string[]> =>
    engine.status().worker === 'ready' ? (await engine.models()).map(({ name }) => name) : [];

  app.action(settingsAction, async ({ ack, body }) => {
    await ack();
    const { user, team, trigger_id: trigger } = actionSchema.parse(body);
    if (!(await isAdmin(user.id))) return;
    const groups = userGroups.all().catch(() => null); // without the groups, the other settings are still shown
    const view = settingsView(settings.of(platformName, team.id), await models(), (await groups) ?? []);
    await api
      .call('views.open', (client) => client.views.open({ trigger_id: trigger, view }))
      .catch((err) => log.info({ err }, 'could not open the settings'));
  });

  app.view(settingsCallback, async ({ ack, body }) => {
    const { user, team, view } = submissionSchema.parse(body);
    const parsed = parseSettings(view.state.values);
    const refuse = (errors: Readonly<Record<string, string>>) => ack({ response_action: 'errors', errors });
    if (!(await isAdmin(user.id))) return refuse(errorsOf(slackUserMessages.notAdmin()));
    if ('errors' in parsed) return refuse(parsed.errors);
    settings.change(platformName, team.id, parsed.change);
    await ack();
  });

  app.error(async (err) => {
    log.error({ err }, 'could not handle an event from Slack');
    if (isUnparsable(err)) return;
    throw err; // the event stays unacknowledged, so Slack delivers it again
  });
}

/** Whether a payload could not be parsed. Bolt wraps the errors of listeners. */
const isUnparsable = (error: Error): boolean =>
  error instanceof z.ZodError || ('original' in error && error.original instanceof z.ZodError);
