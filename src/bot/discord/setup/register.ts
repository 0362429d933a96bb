import { type REST, Routes } from 'discord.js';
import { applicationCommands } from './definitions.ts';

/**
 * Registers the commands when Discord has others. Creating commands is limited to 200 a day, and clients fetch all
 * commands again whenever one changes.
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
 * Serializes a list of commands so that equal commands give equal text: without fields that only Discord adds, without
 * defaults, in a fixed order.
 */
const normal = (commands: unknown): string =>
  JSON.stringify(Array.isArray(commands) ? commands.map(normalCommand).sort(byText) : commands);

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** Fields that Discord adds to a command: ids, and deprecated names of newer fields. */
const addedByDiscord = new Set(['id', 'application_id', 'guild_id', 'version', 'dm_permission', 'default_permission']);

/** Lists in which the order has no meaning. */
const unorderedLists = new Set(['contexts', 'integration_types', 'channel_types']);

/** The defaults of absent fields of a command. */
const defaults = { type: 1, contexts: [0, 1, 2], integration_types: [0] };

const normalCommand = (command: unknown): unknown => {
  if (!isRecord(command)) return command;
  const fields = Object.entries(command).filter(([key, value]) => !addedByDiscord.has(key) && !isDefault(key, value));
  return normalValue({ ...defaults, ...Object.fromEntries(fields) });
};

/** Drops fields that are null, false, or empty, as Discord treats absent ones; sorts keys and sets. */
function normalValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalValue);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value)
    .filter(([key, each]) => !isDefault(key, each))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, normalField(key, each)]));
}

function normalField(key: string, value: unknown): unknown {
  if (unorderedLists.has(key) && Array.isArray(value)) return [...value].sort();
  // A permission set is a string in Discord's responses, and may be a number in requests.
  return key === 'default_member_permissions' ? String(value) : normalValue(value);
}

/**
 * Whether a field equals its default. A choice's value may be an empty string or zero; elsewhere an empty one counts as
 * absent.
 */
const isDefault = (key: string, value: unknown): boolean => {
  if (value === null || value === undefined || value === false) return true;
  if (key === 'value') return false;
  return value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
