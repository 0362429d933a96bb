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
import { refusedAt, settingsCallback, settingsIn, settingsView } from '../forms/settings-form.ts';
import { notices } from '../notices.ts';
import { shortcutCallbackIds } from '../setup/shortcuts.ts';
import { platformName } from './answer-request.ts';
import { settingsAction } from './home.ts';
import {
  actionSchema,
  eventSchema,
  homeSchema,
  type SlackRequest,
  saidSchema,
  shortcutSchema,
  slashSchema,
  submissionSchema,
} from './payloads.ts';
import type { Requests } from './requests.ts';

interface DeliveryParts {
  readonly app: App;
  readonly api: SlackApi;
  readonly runner: RequestRunner<SlackRequest>;
  readonly requests: Pick<Requests, 'errorsIn' | 'refuse'>;
  readonly home: (person: string, isAdmin: boolean) => Promise<void>;
  readonly isAdmin: (person: string) => Promise<boolean>;
  readonly userGroups: UserGroups;
  readonly settings: SettingsStore;
  readonly engine: Engine;
  /** The bot's own, once it is known. */
  readonly identity: { readonly id: string };
  readonly log: Logger;
}

type Acknowledge = () => Promise<void>;

/**
 * Takes what Slack delivers: writes it down, acknowledges it, then has it answered, once, however often it is delivered,
 * also to the next process.
 */
export function listenForDeliveries(parts: DeliveryParts): void {
  const { app, api, runner, requests, home, isAdmin, userGroups, settings, engine, identity, log } = parts;

  /** Where the disk takes nothing, whoever asks is told so at once. @throws What else keeps a request from being written down. */
  const receive = (delivery: string, request: SlackRequest): string | undefined => {
    try {
      return runner.receive(delivery, request);
    } catch (error) {
      const problem = diskProblem(error);
      if (problem === undefined) throw error;
      log.error({ err: error }, 'a request could not be written down');
      const refusal = requests.refuse(request, diskNotice(problem), { id: delivery, isAgain: false });
      void refusal.catch((err) => log.error({ err }, 'that the disk takes nothing was not said'));
      return undefined;
    }
  };

  /** What is written down is answered, also where Slack does not hear of it. */
  const take = async (delivery: string, request: SlackRequest, acknowledge?: Acknowledge): Promise<void> => {
    const id = receive(delivery, request);
    await acknowledge?.().catch((err) => log.info({ err }, 'an acknowledgement did not reach Slack'));
    if (id !== undefined) void runner.run(id, request);
  };

  /** What cannot be read is acknowledged: delivered again it would read no better. @throws ZodError */
  const reading = async <Body>(read: () => Body, acknowledge: Acknowledge): Promise<Body> => {
    try {
      return read();
    } catch (error) {
      await acknowledge();
      throw error;
    }
  };

  app.command(/.*/, async ({ ack, body }) => {
    const slash = await reading(
      () => slashSchema.parse(body),
      () => ack(),
    );
    await take(`slash ${slash.trigger_id}`, { kind: 'slash', body: slash }, () => ack());
  });

  for (const id of shortcutCallbackIds) {
    app.shortcut(id, async ({ ack, body }) => {
      const shortcut = await reading(
        () => shortcutSchema.parse(body),
        () => ack(),
      );
      await take(`shortcut ${shortcut.trigger_id}`, { kind: 'shortcut', body: shortcut }, () => ack());
    });
  }

  app.action(buttonPattern, async ({ ack, body }) => {
    const action = await reading(
      () => actionSchema.parse(body),
      () => ack(),
    );
    await take(`action ${action.trigger_id}`, { kind: 'press', body: action }, () => ack());
  });

  app.view(formCallback, async ({ ack, body }) => {
    const form = await reading(
      () => submissionSchema.parse(body),
      () => ack(),
    );
    const errors = requests.errorsIn(form);
    if (errors !== undefined) return ack({ response_action: 'errors', errors });
    const { view, trigger_id: trigger } = form;
    await take(`form ${trigger ?? `${view.id} ${view.hash ?? ''}`}`, { kind: 'form', body: form }, () => ack());
  });

  /** Acknowledged when this returns: see `late-acknowledgement.ts`. */
  const say = async (body: unknown, event: unknown): Promise<void> => {
    const { team_id: team } = eventSchema.parse(body);
    const { success, data } = saidSchema.safeParse(event);
    if (!success || data.bot_id || data.user === identity.id) return;
    if (data.subtype && data.subtype !== 'file_share') return;
    // A message that mentions us comes again as another event when it is edited.
    await take(`said ${data.channel} ${data.ts}`, { kind: 'said', body: data, team });
  };
  app.event('app_mention', ({ body, event }) => say(body, event));
  app.event('message', async ({ body, event }) => {
    if (event.channel_type === 'im') await say(body, event);
  });

  app.event('app_home_opened', async ({ event }) => {
    const { user, tab } = homeSchema.parse(event);
    if (tab !== 'home') return;
    const show = async () => home(user, await isAdmin(user));
    void show().catch((err) => log.info({ err }, 'the home page was not shown'));
  });

  const models = async (): Promise<readonly string[]> =>
    engine.status().worker === 'ready' ? (await engine.models()).map(({ name }) => name) : [];

  app.action(settingsAction, async ({ ack, body }) => {
    await ack();
    const { user, team, trigger_id: trigger } = actionSchema.parse(body);
    if (!(await isAdmin(user.id))) return;
    const groups = userGroups.all().catch(() => null); // the other settings do not wait for better times
    const view = settingsView(settings.of(platformName, team.id), await models(), (await groups) ?? []);
    await api
      .call('views.open', (client) => client.views.open({ trigger_id: trigger, view }))
      .catch((err) => log.info({ err }, 'the settings were not shown'));
  });

  app.view(settingsCallback, async ({ ack, body }) => {
    const { user, team, view } = submissionSchema.parse(body);
    const filled = settingsIn(view.state.values);
    const refuse = (errors: Readonly<Record<string, string>>) => ack({ response_action: 'errors', errors });
    if (!(await isAdmin(user.id))) return refuse(refusedAt(notices.notAdmin()));
    if ('errors' in filled) return refuse(filled.errors);
    settings.change(platformName, team.id, filled.change);
    await ack();
  });

  app.error(async (err) => {
    log.error({ err }, 'what Slack sent could not be taken');
    if (isUnreadable(err)) return;
    throw err; // it is not acknowledged then, so that Slack delivers it again
  });
}

/** Bolt wraps what a listener throws. */
const isUnreadable = (error: Error): boolean =>
  error instanceof z.ZodError || ('original' in error && error.original instanceof z.ZodError);
