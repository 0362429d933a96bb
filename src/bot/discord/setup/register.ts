import { type REST, Routes } from 'discord.js';
import { applicationCommands } from './definitions.ts';

/**
 * Registers the commands when Discord has others: creating commands is limited to 200 a day, and people's clients fetch all
 * of them again whenever one changes.
 *
 * @throws What the REST client throws.
 */
export async function registerCommands(rest: REST, applicationId: string): Promise<'registered' | 'unchanged'> {
  if (await areRegistered(rest, applicationId)) return 'unchanged';
  await rest.put(Routes.applicationCommands(applicationId), { body: applicationCommands() });
  return 'registered';
}

/** Whether Discord has exactly our commands. @throws What the REST client throws. */
export async function areRegistered(rest: REST, applicationId: string): Promise<boolean> {
  const query = new URLSearchParams({ with_localizations: 'true' });
  const registered: unknown = await rest.get(Routes.applicationCommands(applicationId), { query });
  return normal(registered) === normal(applicationCommands());
}

/**
 * A list of commands as text that is the same where they mean the same: without what only Discord says, without what is
 * only a default, in one order.
 */
const normal = (commands: unknown): string =>
  JSON.stringify(Array.isArray(commands) ? commands.map(normalCommand).sort(byText) : commands);

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** What Discord adds to a command on its own: identity, and old words for what newer fields say. */
const discordsOwn = new Set(['id', 'application_id', 'guild_id', 'version', 'dm_permission', 'default_permission']);

/** Lists in which the order says nothing. */
const sets = new Set(['contexts', 'integration_types', 'channel_types']);

/** What an absent field of a command means. */
const defaults = { type: 1, contexts: [0, 1, 2], integration_types: [0] };

const normalCommand = (command: unknown): unknown => {
  if (!isRecord(command)) return command;
  const said = Object.entries(command).filter(([key, value]) => !discordsOwn.has(key) && !isDefault(key, value));
  return normalValue({ ...defaults, ...Object.fromEntries(said) });
};

/** Leaves out what is null, false, or empty, which is what Discord takes an absent field for; sorts keys and sets. */
function normalValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalValue);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value)
    .filter(([key, each]) => !isDefault(key, each))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, normalField(key, each)]));
}

function normalField(key: string, value: unknown): unknown {
  if (sets.has(key) && Array.isArray(value)) return [...value].sort();
  // A set of permissions is a string in Discord's answers, and may be a number in what it is told.
  return key === 'default_member_permissions' ? String(value) : normalValue(value);
}

/** A choice may well be an empty word or a zero; a description, a list or a map that is empty is none. */
const isDefault = (key: string, value: unknown): boolean => {
  if (value === null || value === undefined || value === false) return true;
  if (key === 'value') return false;
  return value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
