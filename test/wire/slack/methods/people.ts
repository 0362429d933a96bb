import { refusal } from '../errors.ts';
import { TIERS } from '../rate-limits.ts';
import type { Method } from './method.ts';

/** Who the bot is, where it is, and whom it meets. */
export const people: Readonly<Record<string, Method>> = {
  'auth.test': {
    scopes: [],
    rate: TIERS.special,
    token: 'any',
    run: ({ world, token }) => ({
      ...(token === 'app' ? { app_id: world.appId, app_name: world.bot.name } : {}),
      url: `https://${world.team.domain}.slack.com/`,
      team: world.team.name,
      user: world.bot.name,
      team_id: world.team.id,
      user_id: world.bot.id,
      bot_id: world.botId,
      is_enterprise_install: false,
    }),
  },
  'users.info': {
    scopes: ['users:read'],
    rate: TIERS[4],
    required: ['user'],
    run: ({ world, args }) => {
      const user = world.users.get(String(args.user));
      if (user === undefined) throw refusal('user_not_found');
      const { id, name, isBot, isAdmin = false } = user;
      const names = { real_name: name, display_name: name };
      const place = { tz: 'Europe/London', locale: 'en-US' };
      return {
        user: {
          id,
          name,
          team_id: world.team.id,
          is_bot: isBot,
          is_admin: isAdmin,
          deleted: false,
          ...names,
          ...place,
          profile: names,
        },
      };
    },
  },
  'bots.info': {
    scopes: ['users:read'],
    rate: TIERS[3],
    run: ({ world, args }) => {
      if (args.bot !== world.botId) throw refusal('bot_not_found');
      return {
        bot: { id: world.botId, deleted: false, name: world.bot.name, app_id: world.appId, user_id: world.bot.id },
      };
    },
  },
  'team.info': {
    scopes: ['team:read'],
    rate: TIERS[3],
    run: ({ world }) => ({ team: { ...world.team, email_domain: '' } }),
  },
  'apps.connections.open': {
    scopes: [],
    rate: TIERS[1],
    token: 'app',
    run: ({ world, socketUrl }) => ({ url: `${socketUrl()}/?ticket=${world.newId('')}&app_id=${world.appId}` }),
  },
};
