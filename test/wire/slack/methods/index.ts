import { chat } from './chat.ts';
import { conversations } from './conversations.ts';
import { files } from './files.ts';
import type { Method } from './method.ts';
import { people } from './people.ts';
import { streams } from './streams.ts';
import { usergroups } from './usergroups.ts';
import { views } from './views.ts';

/** The Web API methods that a bot like ours uses. Any other is answered with `unknown_method`. */
export const methods: Readonly<Record<string, Method>> = {
  ...chat,
  ...streams,
  ...files,
  ...conversations,
  ...people,
  ...usergroups,
  ...views,
};
