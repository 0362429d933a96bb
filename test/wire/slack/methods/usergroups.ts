import { TIERS } from '../rate-limits.ts';
import { isTrue, type Method } from './method.ts';

/** Source: docs.slack.dev, "usergroups.list": the people of each come only with `include_users`. */
export const usergroups: Readonly<Record<string, Method>> = {
  'usergroups.list': {
    scopes: ['usergroups:read'],
    rate: TIERS[2],
    run: ({ world, args }) => ({
      usergroups: [...world.usergroups.values()].map(({ id, name, handle, people }) => ({
        ...{ id, team_id: world.team.id, is_usergroup: true, name, handle, description: '', is_external: false },
        ...{ date_create: 0, date_update: 0, date_delete: 0, user_count: people.size },
        ...(isTrue(args.include_users) ? { users: [...people] } : {}),
      })),
    }),
  },
};
