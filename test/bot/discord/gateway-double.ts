import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Client, Events, type Interaction } from 'discord.js';
import { onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';
import { restDouble, type Seen } from './rest-double.ts';

export const ids = {
  application: '123456789012345678',
  guild: '223456789012345678',
  channel: '323456789012345678',
  person: '423456789012345678',
} as const;

const user = (id: string, username: string) => ({
  ...{ id, username, discriminator: '0', global_name: null, avatar: null },
});

/**
 * A real client of discord.js, connected over loopback to just enough of a gateway, for the running test.
 *
 * @param seen Records the bot's REST requests; each is answered with an empty message.
 */
export async function connectedClient() {
  const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(sockets, 'listening');
  const { port } = sockets.address() as AddressInfo;
  const limits = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 };
  const gateway = { url: `ws://127.0.0.1:${port}`, shards: 1, session_start_limit: limits };
  const { apiUrl, seen } = await restDouble((route) => {
    if (route === 'GET /gateway/bot') return { json: gateway };
    return route.startsWith('POST /interactions/') ? {} : { json: message };
  });

  let send: (packet: object) => void = () => {};
  sockets.on('connection', (socket) => {
    send = (packet) => socket.send(JSON.stringify(packet));
    send({ op: 10, d: { heartbeat_interval: 45_000 } });
    socket.on('message', (data) => {
      const { op } = JSON.parse(String(data)) as { op: number };
      if (op === 1) send({ op: 11 });
      if (op === 2) send({ op: 0, s: 1, t: 'READY', d: ready(port) });
    });
  });

  const client = new Client({ intents: [], rest: { api: apiUrl, retries: 0 } });
  onTestFinished(async () => {
    await client.destroy();
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  });
  const isReady = once(client, Events.ClientReady);
  await client.login('a.secret.token');
  await isReady;

  let count = 0;
  /** Delivers an interaction, and waits for the client's object of it. */
  const deliver = async (payload: object): Promise<Interaction> => {
    const arrived = once(client, Events.InteractionCreate);
    count += 1;
    send({
      op: 0,
      s: count + 1,
      t: 'INTERACTION_CREATE',
      d: { ...common, ...payload, id: `52345678901234567${count}` },
    });
    const [interaction] = await arrived;
    return interaction as Interaction;
  };
  return { client, seen: seen as readonly Seen[], deliver };
}

const ready = (port: number) => ({
  v: 10,
  user: { ...user(ids.application, 'Stridebot'), bot: true },
  guilds: [],
  session_id: 'session',
  resume_gateway_url: `ws://127.0.0.1:${port}`,
  application: { id: ids.application, flags: 0 },
});

const person = user(ids.person, 'ann');

const common = {
  application_id: ids.application,
  type: 2,
  token: 'interaction-token',
  version: 1,
  channel_id: ids.channel,
  guild_id: ids.guild,
  locale: 'en-GB',
  guild_locale: 'en-GB',
  app_permissions: '0',
  entitlements: [],
  authorizing_integration_owners: { 0: ids.guild },
  context: 0,
  attachment_size_limit: 10_485_760,
  member: {
    ...{ user: person, roles: [], permissions: '32', joined_at: '2026-01-01T00:00:00Z' },
    ...{ deaf: false, mute: false, flags: 0, avatar: null, nick: null, pending: false },
  },
};

const message = {
  ...{ id: '623456789012345678', channel_id: ids.channel, content: '', type: 0, author: person },
  ...{
    attachments: [],
    embeds: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
  },
  ...{ timestamp: '2026-01-01T00:00:00Z', edited_timestamp: null, components: [], flags: 64 },
};
