import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createConnection } from '../../../src/bot/chat/connecting/connection.ts';
import { createApi } from '../../../src/bot/slack/api/client.ts';
import { createRateLimiter } from '../../../src/bot/slack/api/rate-limiter.ts';
import { createUserGroups } from '../../../src/bot/slack/api/user-groups.ts';
import { firstWord } from '../../wire/first-words.ts';
import { openSlack, type User, type View } from '../../wire/slack/double.ts';
import { type Chat, isPicture, isTop, openChat, wordsIn } from './chat.ts';
import { ownManifest } from './own-manifest.ts';

// In Slack the roles of people are user groups.

const quickly = 'a skull steps:4 upscale:no';

/** A workspace with an admin, a painter, and somebody who is none. */
async function openAtelier() {
  const chat = await openChat({ options: { manifest: ownManifest() } });
  const { slack, channel, ada } = chat;
  slack.world.users.set(ada.id, { ...ada, isAdmin: true });
  const [grace, linus] = [slack.person('grace'), slack.person('linus')];
  for (const { id } of [grace, linus]) channel.members.add(id);
  return { ...chat, grace, linus, painters: slack.userGroup('painters', [grace]) };
}

const settingsOf = async ({ slack }: Chat, person: User): Promise<View> => {
  slack.openHome(person);
  const home = await slack.until(() => slack.home(person), 'the home');
  return slack.act(person, home, 'sb1 settings').view();
};

const hasGroups = ({ blocks }: View): boolean => blocks.some(({ block_id: id }) => id === 'groups');

describe('user groups that may ask', () => {
  it('are chosen in the settings; others are told so, and admins are let in', async () => {
    const chat = await openAtelier();
    const { slack, channel, ada, grace, linus, painters } = chat;
    const saved = await slack.submitView(ada, await settingsOf(chat, ada), { groups: [painters.id] });
    await saved.acknowledged();
    const refused = await slack.slash(linus, channel, '/sample', quickly).message();
    expect(wordsIn(refused)).toContain('certain user groups');
    expect(slack.messages(channel).filter(isTop)).toEqual([]);
    const direct = await (await slack.direct(linus, `sample ${quickly}`)).message();
    expect(wordsIn(direct)).toContain('certain user groups');
    for (const person of [grace, ada]) {
      const { ts } = await slack
        .slash(person, channel, '/sample', quickly)
        .message((each) => isTop(each) && !firstWord.test(each.text));
      await slack.until(() => slack.messages(channel).find((each) => each.ts === ts && isPicture(each)) ?? null, 'it');
    }
    expect(JSON.stringify((await settingsOf(chat, ada)).blocks)).toMatch(/initial_options[^\]]*painters/);
    // One request tells of everybody.
    expect(slack.requests.filter(({ method }) => method === 'usergroups.list')).toHaveLength(1);
  });

  it('are nobody’s concern where none was chosen', async () => {
    const { slack, channel, linus } = await openAtelier();
    await slack.slash(linus, channel, '/stride-status').message();
    expect(slack.requests.some(({ method }) => method.startsWith('usergroups'))).toBe(false);
  });

  it('cannot be chosen where the app may not see them, and then everybody may ask', async () => {
    const chat = await openAtelier();
    const { slack, channel, ada, linus, painters } = chat;
    await (await slack.submitView(ada, await settingsOf(chat, ada), { groups: [painters.id] })).acknowledged();
    slack.setScopes(slack.world.installation.scopes.filter((name) => name !== 'usergroups:read'));
    await chat.restart();
    expect(hasGroups(await settingsOf(chat, ada))).toBe(false);
    await slack.slash(linus, channel, '/sample', quickly).message(isPicture);
  });

  it('are not asked for in a workspace that has none', async () => {
    const chat = await openAtelier();
    chat.slack.world.usergroups.clear();
    expect(hasGroups(await settingsOf(chat, chat.ada))).toBe(false);
  });
});

describe('what is known of user groups', () => {
  const quiet = pino({ level: 'silent' });

  /** As the bot asks for them, at a time that passes when it is told to. */
  async function openGroups() {
    const slack = await openSlack();
    onTestFinished(slack.close);
    const config = { botToken: slack.world.tokens.bot, apiUrl: slack.env().SLACK_API_URL! };
    const pace = createRateLimiter(async () => {});
    let nowMs = 0;
    const token = createConnection('Slack', quiet);
    const api = createApi({ config, rateLimiter: pace, log: quiet, token });
    const groups = createUserGroups({ api, now: () => new Date(nowMs) });
    const ada = slack.person('ada');
    const painters = slack.userGroup('painters', []);
    const peopleOf = async () => (await groups.all())?.flatMap(({ people }) => people);
    const pass = (minutes: number) => {
      nowMs += minutes * 60_000;
    };
    return { slack, ada, painters, peopleOf, pass };
  }

  it('holds for three minutes', async () => {
    const { ada, painters, peopleOf, pass } = await openGroups();
    expect(await peopleOf()).toEqual([]);
    painters.people.add(ada.id);
    pass(2.9);
    expect(await peopleOf()).toEqual([]);
    pass(0.1);
    expect(await peopleOf()).toEqual([ada.id]);
  });

  it('holds longer while Slack does not answer, and is asked again', async () => {
    const { slack, ada, painters, peopleOf, pass } = await openGroups();
    painters.people.add(ada.id);
    slack.failNext({ method: 'usergroups.list', status: 500 });
    await expect(peopleOf()).rejects.toThrow();
    expect(await peopleOf()).toEqual([ada.id]);
    pass(3);
    slack.failNext({ method: 'usergroups.list', status: 500 });
    expect(await peopleOf()).toEqual([ada.id]);
  });

  it('is nothing where the plan of the workspace has none', async () => {
    const { slack, peopleOf } = await openGroups();
    slack.failNext({ method: 'usergroups.list', error: 'plan_upgrade_required' });
    expect(await peopleOf()).toBeUndefined();
  });
});
