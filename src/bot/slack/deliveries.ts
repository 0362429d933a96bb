import type { App } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Engine } from '../../engine/client.ts';
import type { SettingsStore } from '../settings.ts';
import type { SlackApi } from './api.ts';
import { platformName } from './asking.ts';
import type { Books } from './books.ts';
import { buttonPattern } from './buttons.ts';
import { formCallback } from './forms.ts';
import { settingsAction } from './home.ts';
import { notices } from './notices.ts';
import { actionSchema, eventSchema, homeSchema, saidSchema, shortcutSchema, submissionSchema } from './payloads.ts';
import type { Requests } from './requests.ts';
import { refusedAt, settingsCallback, settingsIn, settingsView } from './settings-form.ts';
import { shortcutCallbackIds } from './shortcuts.ts';
import type { UserGroups } from './user-groups.ts';

interface DeliveryParts {
  readonly app: App;
  readonly api: SlackApi;
  readonly books: Books;
  readonly requests: Requests;
  readonly home: (person: string, isAdmin: boolean) => Promise<void>;
  readonly isAdmin: (person: string) => Promise<boolean>;
  readonly userGroups: UserGroups;
  readonly settings: SettingsStore;
  readonly engine: Engine;
  /** The bot's own, once it is known. */
  readonly identity: { readonly id: string };
  readonly log: Logger;
  readonly now: () => Date;
}

/**
 * Takes what Slack delivers: acknowledges it first, then has it answered, once, however often it is delivered.
 */
export function createDeliveries(parts: DeliveryParts): { settled(): Promise<void> } {
  const { app, api, books, requests, home, isAdmin, userGroups, settings, engine, identity, log, now } = parts;
  const under = new Set<Promise<void>>();

  /** Slack may deliver the same again when an acknowledgement was lost, also to the next process. */
  const once = (delivery: string, work: () => Promise<void>): void => {
    if (!books.isNew(delivery, now())) return;
    const done = work()
      .catch((err) => log.error({ err }, 'a request was not answered'))
      .finally(() => under.delete(done));
    under.add(done);
  };

  app.command(/.*/, async ({ ack, body }) => {
    await ack();
    once(`slash ${body.trigger_id}`, () => requests.slash(body));
  });

  for (const id of shortcutCallbackIds) {
    app.shortcut(id, async ({ ack, body }) => {
      await ack();
      const shortcut = shortcutSchema.parse(body);
      once(`shortcut ${shortcut.trigger_id}`, () => requests.shortcut(shortcut, identity.id));
    });
  }

  app.action(buttonPattern, async ({ ack, body }) => {
    await ack();
    const action = actionSchema.parse(body);
    once(`action ${action.trigger_id}`, () => requests.press(action));
  });

  app.view(formCallback, async ({ ack, body }) => {
    const { view, trigger_id: trigger } = submissionSchema.parse(body);
    const outcome = requests.submit(body);
    if (typeof outcome !== 'function') return ack({ response_action: 'errors', errors: outcome });
    await ack();
    once(`form ${trigger ?? `${view.id} ${view.hash ?? ''}`}`, outcome);
  });

  const say = async (body: unknown, event: unknown): Promise<void> => {
    const { team_id: team } = eventSchema.parse(body);
    const { success, data } = saidSchema.safeParse(event);
    if (!success || data.bot_id || data.user === identity.id) return;
    if (data.subtype && data.subtype !== 'file_share') return;
    // A message that mentions us comes again as another event when it is edited.
    once(`said ${data.channel} ${data.ts}`, () => requests.say(data, team, identity.id));
  };
  app.event('app_mention', ({ body, event }) => say(body, event));
  app.event('message', async ({ body, event }) => {
    if (event.channel_type === 'im') await say(body, event);
  });

  app.event('app_home_opened', async ({ event }) => {
    const { user, tab } = homeSchema.parse(event);
    if (tab !== 'home') return;
    await home(user, await isAdmin(user)).catch((err) => log.info({ err }, 'the home page was not shown'));
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

  app.error(async (err) => log.error({ err }, 'what Slack sent could not be read'));

  return {
    async settled() {
      await Promise.all(under);
    },
  };
}
