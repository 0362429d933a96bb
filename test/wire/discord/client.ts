import { Client, type ClientOptions, GatewayIntentBits, Partials } from 'discord.js';
import { onTestFinished } from 'vitest';
import { type DiscordDouble, type DiscordOptions, openDiscord } from './double.ts';

/** A Discord for one test, closed with it. */
export async function discordForTest(options?: DiscordOptions): Promise<DiscordDouble> {
  const discord = await openDiscord(options);
  onTestFinished(() => discord.close());
  return discord;
}

/** The real discord.js, logged in to the double; logged out when the test ends. */
export async function loggedIn(discord: DiscordDouble, options: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const { DISCORD_API_URL, DISCORD_TOKEN } = discord.env();
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    partials: [Partials.Channel],
    rest: { api: DISCORD_API_URL },
    ...options,
  });
  onTestFinished(() => client.destroy());
  const ready = new Promise((resolve) => client.once('clientReady', resolve));
  await client.login(DISCORD_TOKEN);
  await ready;
  if (!client.isReady()) throw new Error('the client is ready and says that it is not');
  return client;
}
