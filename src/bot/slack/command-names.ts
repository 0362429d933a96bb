import { commands } from '../../commands/index.ts';
import { variables } from '../../config.ts';

/** What a prefix is where none was chosen and a name is not to be had. */
const fallbackPrefix = 'stride-';

/**
 * Commands whose plain names belong to Slack: it sets a person's status by `/status`, and refuses the whole manifest of
 * an app that has it; `/help` was its own, too. Without a prefix these two get one.
 */
const slacksOwn: ReadonlySet<string> = new Set(['status', 'help']);

/** Whether it may stand in SLACK_COMMAND_PREFIX; nothing may as well. */
export const isPrefix = (prefix: string): boolean =>
  prefix === '' || variables.SLACK_COMMAND_PREFIX.safeParse(prefix).success;

/** What a command is typed as in Slack, slash and all: `/sample`, or with the prefix `stride-` `/stride-sample`. */
export const slashName = (name: string, prefix: string): string =>
  `/${prefix === '' && slacksOwn.has(name) ? fallbackPrefix : prefix}${name}`;

/** Which command was typed: the inverse of `slashName`. Undefined: none of ours. */
export const commandNamed = (slash: string, prefix: string): string | undefined =>
  commands.find(({ name }) => slashName(name, prefix) === slash)?.name;
