import { commands } from '../../commands/index.ts';

/** What a prefix is where none was chosen and a name is not to be had. */
const fallbackPrefix = 'stride-';

/**
 * Commands whose plain names belong to Slack: it sets a person's status by `/status`, and refuses the whole manifest of
 * an app that has it; `/help` was its own, too. Without a prefix these two get one.
 */
const slacksOwn: ReadonlySet<string> = new Set(['status', 'help']);

/** Slack's limit for a slash command, with its slash. */
const maxLength = 32;

/** As much as leaves room for the longest name. */
export const maxPrefixLength = maxLength - 1 - Math.max(...commands.map(({ name }) => name.length));

/** Whether `/sample` may begin so: small letters, digits, `-` and `_`; nothing is fine as well. */
export const isPrefix = (prefix: string): boolean =>
  /^(?:[a-z0-9][a-z0-9_-]*)?$/.test(prefix) && prefix.length <= maxPrefixLength;

/** What a command is typed as in Slack, slash and all: `/sample`, or with the prefix `stride-` `/stride-sample`. */
export const slashName = (name: string, prefix: string): string =>
  `/${prefix === '' && slacksOwn.has(name) ? fallbackPrefix : prefix}${name}`;

/** Which command was typed: the inverse of `slashName`. Undefined: none of ours. */
export const commandOf = (slash: string, prefix: string): string | undefined =>
  commands.find(({ name }) => slashName(name, prefix) === slash)?.name;
