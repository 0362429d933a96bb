import { commands } from '../../commands/index.ts';
import { variables } from '../../config.ts';

/** The prefix of reserved names when none is configured. */
const fallbackPrefix = 'stride-';

/**
 * Commands whose plain names Slack reserves. `/status` sets a person's status, and Slack refuses the manifest of an app
 * that has it; `/help` was reserved, too. These two get a prefix when none is configured.
 */
const reservedNames: ReadonlySet<string> = new Set(['status', 'help']);

/** Whether SLACK_COMMAND_PREFIX accepts the prefix; an empty one is allowed. */
export const isPrefix = (prefix: string): boolean =>
  prefix === '' || variables.SLACK_COMMAND_PREFIX.safeParse(prefix).success;

/** The slash command as typed in Slack: `/sample`, or with the prefix `stride-` `/stride-sample`. */
export const slashName = (name: string, prefix: string): string =>
  `/${prefix === '' && reservedNames.has(name) ? fallbackPrefix : prefix}${name}`;

/** The inverse of `slashName`; undefined when the command is not ours. */
export const commandNamed = (slash: string, prefix: string): string | undefined =>
  commands.find(({ name }) => slashName(name, prefix) === slash)?.name;
