import { randomBytes } from 'node:crypto';
import {
  GatewayCloseCodes as Close,
  GatewayDispatchEvents,
  GatewayIntentBits as Intent,
  GatewayOpcodes as Op,
} from 'discord-api-types/v10';
import { WebSocket, WebSocketServer } from 'ws';
import { guildPayload } from './payloads.ts';
import type { SentSchemas } from './schemas.ts';
import type { Place, World } from './world.ts';

const HEARTBEAT_MS = 41_250;
const PRIVILEGED = Intent.GuildMembers | Intent.GuildPresences | Intent.MessageContent;

interface Dispatch {
  readonly op: Op.Dispatch;
  readonly t: string;
  readonly s: number;
  readonly d: object;
}

interface Session {
  readonly id: string;
  readonly shard: readonly [number, number];
  readonly intents: number;
  /** Everything it was ever sent, so that RESUME can replay what it missed. */
  readonly sent: Dispatch[];
  socket: WebSocket | null;
}

export interface Gateway {
  /** Dispatches an event to the connections with its intent and shard. */
  dispatch(event: string, data: object, place: Place): void;
  /** How many shards are connected and identified. */
  connected(): number;
  /** Cuts every socket without a close frame. */
  drop(): void;
  /** Closes every socket with a code of Discord's. */
  end(code: Close): void;
  /** From now on each connection is closed with this code instead of being greeted; null: greeted again. */
  turnAway(code: Close | null): void;
  /** Asks every connection to come back (opcode 7). */
  askReconnect(): void;
  /** Ends every session (opcode 9). */
  invalidate(options: { isResumable: boolean }): void;
  /** The next RESUME is answered with an invalid session. */
  refuseNextResume(): void;
  /** No heartbeat is acknowledged any more, as on a half-dead connection. */
  stopAcknowledging(): void;
  /** Which share of how many each IDENTIFY asked for, in order. */
  readonly shards: readonly (readonly [number, number])[];
  readonly counts: { connections: number; identified: number; resumed: number; heartbeats: number };
  close(): Promise<void>;
}

export interface GatewayParts {
  readonly world: World;
  readonly schemas: SentSchemas;
  readonly server: import('node:http').Server;
  readonly url: () => string;
  readonly heartbeatMs?: number;
  readonly violation: (what: string) => void;
}

/** Discord's gateway, version 10, with JSON and without compression. */
export function createGateway({
  world,
  schemas,
  server,
  url,
  heartbeatMs = HEARTBEAT_MS,
  violation,
}: GatewayParts): Gateway {
  const sockets = new WebSocketServer({ server, path: '/gateway' });
  const sessions = new Map<string, Session>();
  const shards: (readonly [number, number])[] = [];
  const counts = { connections: 0, identified: 0, resumed: 0, heartbeats: 0 };
  let turnsAway: Close | null = null;
  let refusesResume = false;
  let acknowledges = true;

  sockets.on('connection', (socket, request) => {
    const { searchParams } = new URL(request.url ?? '', 'ws://gateway');
    if (searchParams.get('v') !== '10' || searchParams.get('encoding') !== 'json')
      violation(`the gateway was asked for ${searchParams}, and speaks version 10 in JSON`);
    counts.connections += 1;
    world.changed();
    if (turnsAway !== null) {
      socket.close(turnsAway);
      return;
    }
    send(socket, { op: Op.Hello, d: { heartbeat_interval: heartbeatMs }, s: null, t: null });
    socket.on('message', (data) => receive(socket, String(data)));
    socket.on('close', () => {
      const session = sessionOf(socket);
      if (session) session.socket = null;
      world.changed();
    });
  });

  const sessionOf = (socket: WebSocket): Session | undefined =>
    [...sessions.values()].find((it) => it.socket === socket);

  function receive(socket: WebSocket, text: string): void {
    const { op, d } = JSON.parse(text) as { op: Op; d: unknown };
    switch (op) {
      case Op.Heartbeat:
        counts.heartbeats += 1;
        if (acknowledges) send(socket, { op: Op.HeartbeatAck, d: null, s: null, t: null });
        break;
      case Op.Identify:
        identify(socket, d as Identify);
        break;
      case Op.Resume:
        resume(socket, d as { token: string; session_id: string; seq: number });
        break;
      case Op.PresenceUpdate:
        break;
      default:
        socket.close(Close.UnknownOpcode, 'Unknown opcode.');
    }
    world.changed();
  }

  interface Identify {
    readonly token: string;
    readonly intents: number;
    readonly shard?: readonly [number, number];
    readonly properties?: object;
  }

  function identify(socket: WebSocket, { token, intents, shard = [0, 1], properties }: Identify): void {
    if (sessionOf(socket)) {
      socket.close(Close.AlreadyAuthenticated, 'Already authenticated.');
      return;
    }
    if (token !== world.token) {
      socket.close(Close.AuthenticationFailed, 'Authentication failed.');
      return;
    }
    if ((intents & PRIVILEGED) !== 0) {
      socket.close(Close.DisallowedIntents, 'Disallowed intent(s).');
      return;
    }
    if (shard[0] < 0 || shard[0] >= shard[1]) {
      socket.close(Close.InvalidShard, 'Invalid shard.');
      return;
    }
    if (properties === undefined) violation('IDENTIFY without properties');
    const session: Session = { id: randomBytes(16).toString('hex'), shard, intents, sent: [], socket };
    sessions.set(session.id, session);
    counts.identified += 1;
    shards.push(shard);
    const guilds = [...world.guilds.values()].filter(
      (guild) => guild.isInstalled && isOnShard(session, { guildId: guild.id }),
    );
    transmit(session, GatewayDispatchEvents.Ready, {
      v: 10,
      user: world.bot,
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: url(),
      shard,
      application: { id: world.bot.id, flags: 0, flags_new: '0' },
    });
    if ((intents & Intent.Guilds) === 0) return;
    for (const guild of guilds) transmit(session, GatewayDispatchEvents.GuildCreate, guildPayload(world, guild));
  }

  function resume(
    socket: WebSocket,
    { token, session_id, seq }: { token: string; session_id: string; seq: number },
  ): void {
    const session = sessions.get(session_id);
    if (token !== world.token) {
      socket.close(Close.AuthenticationFailed, 'Authentication failed.');
      return;
    }
    if (session === undefined || refusesResume || seq > session.sent.length) {
      refusesResume = false;
      if (session) sessions.delete(session.id);
      send(socket, { op: Op.InvalidSession, d: false, s: null, t: null });
      return;
    }
    session.socket = socket;
    counts.resumed += 1;
    for (const missed of session.sent.slice(seq)) send(socket, missed);
    transmit(session, GatewayDispatchEvents.Resumed, {});
  }

  function transmit(session: Session, event: string, data: object): void {
    const wrong = schemas.event(event, data);
    if (wrong !== null) violation(`the double's ${event}: ${wrong}`);
    // A copy: what is sent later must not change what a RESUME replays.
    const payload: Dispatch = { op: Op.Dispatch, t: event, s: session.sent.length + 1, d: structuredClone(data) };
    session.sent.push(payload);
    if (session.socket) send(session.socket, payload);
  }

  const live = (): Session[] => [...sessions.values()].filter(({ socket }) => socket !== null);

  return {
    shards,
    counts,
    dispatch: (event, data, place) => {
      for (const session of sessions.values())
        if (isOnShard(session, place) && wants(session, event, place))
          transmit(session, event, seenBy(world, event, data, place));
    },
    connected: () => live().length,
    drop: () => {
      for (const { socket } of live()) socket?.terminate();
    },
    end: (code) => {
      for (const { socket } of live()) socket?.close(code);
    },
    turnAway: (code) => {
      turnsAway = code;
    },
    askReconnect: () => {
      for (const { socket } of live()) if (socket) send(socket, { op: Op.Reconnect, d: null, s: null, t: null });
    },
    invalidate: ({ isResumable }) => {
      for (const session of live()) {
        if (session.socket) send(session.socket, { op: Op.InvalidSession, d: isResumable, s: null, t: null });
        session.socket = null;
        if (!isResumable) sessions.delete(session.id);
      }
    },
    refuseNextResume: () => {
      refusesResume = true;
    },
    stopAcknowledging: () => {
      acknowledges = false;
    },
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => sockets.close(resolve));
    },
  };
}

function send(socket: WebSocket, payload: object): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(payload));
}

/** Direct messages belong to shard 0. Source: discord.com/developers/docs/events/gateway#sharding */
const isOnShard = ({ shard: [index, count] }: Session, { guildId }: Place): boolean =>
  guildId === null ? index === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === index;

/** The intent that each kind of event needs. Source: discord.com/developers/docs/events/gateway#list-of-intents */
function wants({ intents }: Session, event: string, { guildId }: Place): boolean {
  if (event === GatewayDispatchEvents.InteractionCreate) return true;
  if (event.startsWith('MESSAGE_'))
    return (intents & (guildId === null ? Intent.DirectMessages : Intent.GuildMessages)) !== 0;
  if (event.startsWith('GUILD_EMOJIS') || event.startsWith('GUILD_STICKERS'))
    return (intents & Intent.GuildExpressions) !== 0;
  if (event === GatewayDispatchEvents.GuildMemberUpdate) return true;
  return (intents & Intent.Guilds) !== 0;
}

/** Without the message content intent a bot reads what it wrote, what mentions it, and direct messages. */
function seenBy(world: World, event: string, data: object, { guildId }: Place): object {
  if (guildId === null || (event !== 'MESSAGE_CREATE' && event !== 'MESSAGE_UPDATE')) return data;
  const { author, mentions } = data as { author: { id: string }; mentions: { id: string }[] };
  if (author.id === world.bot.id || mentions.some(({ id }) => id === world.bot.id)) return data;
  return { ...data, content: '', embeds: [], attachments: [], components: [] };
}
