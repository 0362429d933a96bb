import type { DiscordDiagnosis } from '../../discord/setup/diagnose.ts';

/** Formats the part of `stridebot doctor` about Discord. @param discord Null: not configured. */
export function discordReport(discord: DiscordDiagnosis | null): string {
  if (discord === null) return 'Discord    not connected (DISCORD_TOKEN is not set; docs/discord.md)\n';
  const { bot, gateway, commandsAreRegistered, servers, problem } = discord;
  const lines = [
    ...(bot === null ? [] : [`the token is that of ${bot.name} (${bot.applicationId})`]),
    ...(gateway === null ? [] : [`gateway: ${gateway.startsLeft} of ${gateway.startsPerDay} starts a day are left`]),
    ...(bot === null ? [] : ['intents: Guilds alone; there is nothing to switch on in the developer portal']),
    ...(commandsAreRegistered === null ? [] : [`commands: ${commandsSentence(commandsAreRegistered)}`]),
    ...(servers === null ? [] : serverLines(servers)),
    ...(problem === null ? [] : [problem.message, ...(problem.hint === undefined ? [] : [problem.hint])]),
  ];
  return lines.map((line, i) => `${i === 0 ? 'Discord    ' : '           '}${line}\n`).join('');
}

const commandsSentence = (areRegistered: boolean): string =>
  areRegistered ? 'registered' : 'not those of this version; they are registered at the next start';

function serverLines(servers: NonNullable<DiscordDiagnosis['servers']>): readonly string[] {
  if (servers.length === 0) return ['servers: none yet; stridebot discord invite prints the link that adds the bot'];
  const lacking = servers.filter(({ missing }) => missing.length > 0);
  return [
    `servers: ${servers.length === 200 ? '200 or more' : servers.length}`,
    ...lacking.map(({ name, missing }) => `${name}: missing ${missing.join(', ')}`),
    ...(lacking.length === 0
      ? []
      : [
          'Open the link of stridebot discord invite again, or give them to the role of the bot in Server Settings, Roles.',
        ]),
  ];
}
