import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket, WebSocketServer } from 'ws';
import { ACKNOWLEDGE_MS, type Carry, type Undelivered } from './delivery.ts';
import type { Json, World } from './world.ts';

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled';

export interface SocketMode {
  readonly carry: Carry;
  /** How many sockets are open and take payloads. */
  connected(): number;
  /** How many sockets were ever opened. */
  readonly counts: { opened: number };
  /** Says goodbye to every socket, or to the oldest only; Slack closes them a little later by itself. */
  disconnect(reason: DisconnectReason, options?: { onlyOldest?: boolean }): void;
  /** Cuts every socket without a close frame. */
  drop(): void;
  /** Neither pings nor answers pings any more, as on a half-dead connection, for sockets that are open now. */
  fallSilent(): void;
  close(): Promise<void>;
}

const MOST_SOCKETS = 10;
/** How often Slack pings a socket. */
const PING_MS = 5000;
/** How long a client may take to say goodbye, too. */
const CLOSE_MS = 200;

/** The URL of a socket is good for one connection, soon after it was given. */
export function createSocketMode(world: World, server: Server): SocketMode {
  const sockets = new WebSocketServer({ server, path: '/link/', autoPong: false });
  /** Oldest first. */
  let open: WebSocket[] = [];
  const waiting = new Map<string, { accepts: boolean; settle: (payload: Json) => void }>();
  const counts = { opened: 0 };
  const silent = new Set<WebSocket>();
  const pinging = setInterval(() => {
    for (const socket of open) if (!silent.has(socket)) socket.ping();
  }, PING_MS);
  let turn = 0;

  sockets.on('connection', (socket) => {
    if (open.length >= MOST_SOCKETS) {
      socket.close(1013, 'too many connections');
      return;
    }
    socket.setMaxListeners(0);
    counts.opened += 1;
    socket.on('message', (data) => receive(String(data)));
    socket.on('close', () => leave(socket));
    socket.on('error', () => leave(socket));
    socket.on('ping', (data) => {
      if (!silent.has(socket)) socket.pong(data);
    });
    const debug = { host: 'applink-double', started: new Date(world.clock.now()).toISOString(), build_number: 1 };
    const connection = { app_id: world.appId };
    say(socket, { type: 'hello', num_connections: open.length + 1, debug_info: debug, connection_info: connection });
    open.push(socket);
    world.changed();
  });

  function leave(socket: WebSocket): void {
    open = open.filter((it) => it !== socket);
    world.changed();
  }

  function receive(text: string): void {
    const { envelope_id, payload = {} } = JSON.parse(text) as { envelope_id?: string; payload?: Json };
    const known = envelope_id === undefined ? undefined : waiting.get(envelope_id);
    if (known === undefined) {
      world.violation(`an acknowledgement came for envelope ${envelope_id}, which nobody waits for`);
      return;
    }
    if (!known.accepts && Object.keys(payload).length > 0)
      world.violation(`envelope ${envelope_id} accepts no payload, and got ${Object.keys(payload)}`);
    known.settle(payload);
  }

  const carry: Carry = (parcel, { number, reason }) => {
    const socket = open[turn % Math.max(1, open.length)];
    turn += 1;
    if (socket === undefined) return Promise.resolve(noSocket);
    const isEvent = parcel.kind === 'events_api';
    const envelopeId = randomUUID();
    return new Promise((resolve) => {
      const settle = (outcome: Json | Undelivered): void => {
        resolve(outcome);
        socket.off('close', lost);
        unwatch();
      };
      const lost = () => settle({ retry: 'timeout', failure: 'dispatch_failed' });
      const late = () => settle({ retry: 'timeout', failure: 'operation_timeout' });
      waiting.set(envelopeId, { accepts: !isEvent, settle });
      // What comes too late is of no use, and no mistake either.
      const unwatch = watch(world, late);
      socket.on('close', lost);
      say(socket, {
        envelope_id: envelopeId,
        type: parcel.kind,
        payload: parcel.payload,
        accepts_response_payload: !isEvent,
        ...(isEvent ? { retry_attempt: number, retry_reason: reason } : {}),
      });
    });
  };

  return {
    carry,
    counts,
    connected: () => open.length,
    disconnect: (reason, { onlyOldest = false } = {}) => {
      for (const socket of onlyOldest ? open.slice(0, 1) : [...open]) {
        say(socket, { type: 'disconnect', reason, debug_info: { host: 'applink-double' } });
        // Nothing new goes this way any more.
        leave(socket);
      }
    },
    drop: () => {
      for (const socket of sockets.clients) socket.terminate();
    },
    fallSilent: () => {
      for (const socket of open) silent.add(socket);
    },
    close: async () => {
      clearInterval(pinging);
      for (const socket of sockets.clients) socket.close(1001);
      await Promise.race([allClosed(sockets), wait(CLOSE_MS)]);
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => sockets.close(resolve));
    },
  };
}

const noSocket: Undelivered = { retry: 'connection_failed', failure: 'dispatch_failed' };

/** Calls `late` when three seconds of the double's time have passed. @returns What ends the watch before. */
export function watch(world: World, late: () => void): () => void {
  const sentAtMs = world.clock.now();
  let isOver = false;
  const look = () => {
    if (isOver) return;
    if (world.clock.now() - sentAtMs >= ACKNOWLEDGE_MS) late();
    else world.later(ACKNOWLEDGE_MS / 10, look);
  };
  world.later(ACKNOWLEDGE_MS, look);
  return () => {
    isOver = true;
  };
}

function say(socket: WebSocket, message: object): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

const allClosed = ({ clients }: WebSocketServer): Promise<unknown> =>
  Promise.all([...clients].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
