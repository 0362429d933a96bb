/** Who pays for a picture. */
interface Payer {
  readonly platform: string;
  readonly server: string;
  readonly person: string;
}

interface Reservation {
  /** As if it had never been counted. Does not throw. */
  refund(): Promise<void>;
}

/** Pictures of 24 hours; null where there is no quota. */
export interface Most {
  readonly perPersonPerDay: number | null;
  readonly perServerPerDay: number | null;
}

/** Pictures that one job was counted as. */
export interface Entry extends Payer {
  readonly id: string;
  readonly pictures: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Why something was not counted. */
export interface Shortage {
  readonly of: 'person' | 'server';
  /** Pictures that count at the moment. */
  readonly used: number;
  /** Until there is room for what was asked. */
  readonly waitMs: number;
}

export interface RecentEntry extends Entry {
  readonly isGivenBack: boolean;
}

/**
 * Pictures of the last 24 hours. What was accepted counts, whatever becomes of it: a job that is cancelled has drawn by
 * then, and otherwise asking and cancelling would get around every quota. What was refused does not.
 */
export interface Quotas {
  /**
   * Counts for the person and for the server, both or neither; also where there is no quota, so that one that is set
   * later knows the day before.
   *
   * @throws UserError that says which quota has no room, and when there is; then nothing was counted.
   */
  spend(payer: Payer, pictures: number, most: Most): Promise<Reservation>;
  close(): void;
}
