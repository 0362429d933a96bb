import type { Json, World } from './world.ts';

/** How long Slack waits for an acknowledgement. */
export const ACKNOWLEDGE_MS = 3000;
/** After which times Slack tries an event again: nearly at once, after a minute, after five. */
const RETRY_MS = [0, 60_000, 300_000];

export type Kind = 'slash_commands' | 'interactive' | 'events_api';

/** An acknowledgement, and how many milliseconds after the sending it came. */
export interface Acknowledgement {
  readonly afterMs: number;
  /** What came with it; an empty object when nothing did. */
  readonly payload: Json;
  readonly attempt: number;
}

/** One payload on its way to the app, with everything that happens to it. */
export interface Parcel {
  readonly kind: Kind;
  readonly payload: Json;
  readonly sentAtMs: number;
  /** How often it was sent. */
  attempts: number;
  /** Why attempts came to nothing, in order. */
  readonly undelivered: Undelivered[];
  /** The first one. */
  acknowledgement: Acknowledgement | null;
  /** Why the person reads that it did not work; null while it may yet. */
  failure: string | null;
}

/** Why one attempt came to nothing; `retry` is Slack's word for it on the next attempt. */
export interface Undelivered {
  readonly retry: 'http_timeout' | 'http_error' | 'connection_failed' | 'timeout';
  readonly failure: string;
}

export interface Attempt {
  readonly number: number;
  /** Slack's word for what went wrong before; empty at first. */
  readonly reason: string;
}

/** Socket Mode or HTTP. @returns The acknowledgement's payload, or why there was none. */
export type Carry = (parcel: Parcel, attempt: Attempt) => Promise<Json | Undelivered>;

const isUndelivered = (it: Json | Undelivered): it is Undelivered => 'retry' in it && 'failure' in it;

/** How the next payloads reach the bot, if not once and at once. */
export interface Delivery {
  /** How many times each is delivered. */
  readonly copies?: number;
  /** Real milliseconds until it is delivered. */
  readonly afterMs?: number;
  /** How many payloads; 1 when left out. */
  readonly times?: number;
}

export interface Post {
  /** @param onAcknowledged Called once, with what came with the first acknowledgement. */
  send(kind: Kind, payload: Json, onAcknowledged?: (payload: Json) => void): Parcel;
  deliverNext(delivery: Delivery): void;
  /** Everything that was sent, in order. */
  readonly parcels: readonly Parcel[];
  /** After which real times an event is tried again. */
  retryMs: readonly number[];
}

/** Slack's side of every delivery: deadlines, retries of events, and what the person reads of failures. */
export function createPost(world: World, carry: Carry): Post {
  const parcels: Parcel[] = [];
  let odd: { delivery: Delivery; left: number }[] = [];

  function takeDelivery(): Delivery {
    const next = odd[0];
    if (next === undefined) return {};
    next.left -= 1;
    odd = odd.filter(({ left }) => left > 0);
    return next.delivery;
  }

  async function attempt(parcel: Parcel, at: Attempt, onAcknowledged: (payload: Json) => void): Promise<void> {
    parcel.attempts += 1;
    const sentAtMs = world.clock.now();
    const outcome = await carry(parcel, at);
    if (!isUndelivered(outcome)) {
      if (parcel.acknowledgement !== null) return;
      parcel.acknowledgement = { afterMs: world.clock.now() - sentAtMs, payload: outcome, attempt: at.number };
      onAcknowledged(outcome);
      world.changed();
      return;
    }
    parcel.undelivered.push(outcome);
    const pause = parcel.kind === 'events_api' ? post.retryMs[at.number] : undefined;
    if (pause === undefined) {
      if (parcel.acknowledgement === null) parcel.failure = outcome.failure;
      world.changed();
      return;
    }
    world.changed();
    world.later(pause, () => void attempt(parcel, { number: at.number + 1, reason: outcome.retry }, onAcknowledged));
  }

  const post: Post = {
    parcels,
    retryMs: RETRY_MS,
    deliverNext: (delivery) => {
      odd.push({ delivery, left: delivery.times ?? 1 });
    },
    send: (kind, payload, onAcknowledged = () => {}) => {
      const frozen = structuredClone(payload);
      const parcel: Parcel = {
        kind,
        payload: frozen,
        sentAtMs: world.clock.now(),
        attempts: 0,
        undelivered: [],
        acknowledgement: null,
        failure: null,
      };
      parcels.push(parcel);
      const { copies = 1, afterMs = 0 } = takeDelivery();
      const go = () => {
        for (let copy = 0; copy < copies; copy += 1) void attempt(parcel, { number: 0, reason: '' }, onAcknowledged);
      };
      if (afterMs === 0) go();
      else world.later(afterMs, go);
      return parcel;
    },
  };
  return post;
}
