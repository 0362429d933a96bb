import { ApplicationCommandType, ApplicationIntegrationType } from 'discord-api-types/v10';
import { type CommandBody, checkCommands } from '../command-rules.ts';
import { refused } from '../errors.ts';
import { answers, commandPatch, commandRequest, commandsRequest } from '../request-schemas.ts';
import type { Command, World } from '../world.ts';
import { type Call, created, nothing, ok, param, type Route } from './route.ts';

const COMMANDS = '/applications/:app/commands';
const GUILD_COMMANDS = '/applications/:app/guilds/:guild/commands';

export const applicationRoutes: readonly Route[] = [
  { method: 'GET', path: '/applications/@me', run: ({ world }) => ok(application(world)) },
  { method: 'GET', path: '/oauth2/applications/@me', run: ({ world }) => ok(application(world)) },
  ...[COMMANDS, GUILD_COMMANDS].flatMap(commandRoutes),
];

const application = (world: World): object => ({
  id: world.bot.id,
  name: world.bot.username,
  icon: null,
  description: '',
  bot: world.bot,
  bot_public: true,
  bot_require_code_grant: false,
  verify_key: '0'.repeat(64),
  flags: 0,
  owner: world.bot,
  team: null,
  approximate_guild_count: [...world.guilds.values()].filter(({ isInstalled }) => isInstalled).length,
  integration_types_config: { '0': {}, '1': {} },
  redirect_uris: [],
});

function commandRoutes(path: string): readonly Route[] {
  return [
    {
      method: 'GET',
      path,
      answer: answers.commands,
      run: (call) => ok(registered(call).map(payload)),
    },
    {
      method: 'PUT',
      path,
      request: commandsRequest,
      answer: answers.commands,
      limit: { count: 5, perMs: 20_000 },
      run: (call) => {
        const before = registered(call);
        const bodies = call.body as CommandBody[];
        checkCommands(bodies, true);
        for (const { id } of before) call.world.commands.delete(id);
        return ok(bodies.map((body) => payload(register(call, body, before))));
      },
    },
    {
      method: 'POST',
      path,
      request: commandRequest,
      answer: answers.command,
      run: (call) => {
        const body = call.body as CommandBody;
        checkCommands([body], false);
        const before = registered(call);
        const isNew = find(before, body) === undefined;
        const command = payload(register(call, body, before));
        return isNew ? created(command) : ok(command);
      },
    },
    { method: 'GET', path: `${path}/:command`, run: (call) => ok(payload(known(call))) },
    {
      method: 'PATCH',
      path: `${path}/:command`,
      request: commandPatch,
      answer: answers.command,
      run: (call) => {
        const before = known(call);
        const body = { ...before, ...(call.body as Partial<CommandBody>) } as CommandBody;
        checkCommands([body], false);
        return ok(payload(register(call, body, [before])));
      },
    },
    {
      method: 'DELETE',
      path: `${path}/:command`,
      run: (call) => {
        call.world.commands.delete(known(call).id);
        call.world.changed();
        return nothing;
      },
    },
  ];
}

const scopeOf = ({ params }: Call): string | null => params.guild ?? null;

function registered(call: Call): Command[] {
  if (param(call, 'app') !== call.world.bot.id) throw refused.missingAccess();
  return [...call.world.commands.values()].filter(({ scope }) => scope === scopeOf(call));
}

function known(call: Call): Command {
  const found = registered(call).find(({ id }) => id === param(call, 'command'));
  if (found === undefined) throw refused.unknownCommand();
  return found;
}

const find = (commands: readonly Command[], { name, type }: CommandBody): Command | undefined =>
  commands.find((it) => it.name === name && it.type === (type ?? ApplicationCommandType.ChatInput));

/** A command that had this name keeps its id; its version is always a new one. */
function register(call: Call, body: CommandBody, before: readonly Command[]): Command {
  const { world } = call;
  const scope = scopeOf(call);
  const global = {
    contexts: body.contexts ?? null,
    integration_types: body.integration_types ?? [ApplicationIntegrationType.GuildInstall],
  };
  const command = {
    id: find(before, body)?.id ?? before.find(({ id }) => id === body.id)?.id ?? world.newId(),
    application_id: world.bot.id,
    version: world.newId(),
    type: body.type ?? ApplicationCommandType.ChatInput,
    name: body.name,
    name_localizations: body.name_localizations ?? null,
    description: body.description ?? '',
    description_localizations: body.description_localizations ?? null,
    options: (body.options ?? []).map(withoutNulls),
    default_member_permissions: body.default_member_permissions ?? null,
    dm_permission: body.dm_permission ?? true,
    nsfw: body.nsfw ?? false,
    ...(scope === null ? global : { guild_id: scope }),
    scope,
  } as Command;
  world.commands.set(command.id, command);
  world.changed();
  return command;
}

const withoutNulls = (option: object): object =>
  Object.fromEntries(Object.entries(option).filter(([, value]) => value !== null));

const payload = ({ scope: _scope, ...command }: Command): object => command;
