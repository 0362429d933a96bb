/** Whose quotas a picture counts for. */
interface Payer {
  readonly platform: string;
  readonly server: string;
  readonly person: string;
}

interface Reservation {
  /** Removes the count. Does not throw. */
  refund(): Promise<void>;
}

/** The quotas in pictures per 24 hours; null: no quota. */
export interface QuotaSizes {
  readonly perPersonPerDay: number | null;
  readonly perServerPerDay: number | null;
}

/** The pictures counted for one job. */
export interface Entry extends Payer {
  readonly id: string;
  readonly pictures: number;
  /** Unix time in ms. */
  readonly at: number;
}

/** Which quota a request exceeds. */
export interface Shortage {
  readonly of: 'person' | 'server';
  /** The pictures that count now. */
  readonly used: number;
  /** The time until the request fits. */
  readonly waitMs: number;
}

export interface RecentEntry extends Entry {
  readonly isRefunded: boolean;
}

/**
 * Counts the pictures of the last 24 hours. Accepted jobs count, whatever becomes of them: a cancelled job has used the
 * engine, and cancelling would get around every quota otherwise. Refused jobs do not count.
 */
export interface Quotas {
  /**
   * Counts pictures for both the person and the server, or for neither; also when there is no quota, so that one that
   * is set later includes the day before.
   *
   * @throws UserError that says which quota is exceeded, and for how long; then nothing was counted.
   */
  spend(payer: Payer, pictures: number, quotas: QuotaSizes): Promise<Reservation>;
  close(): void;
}
