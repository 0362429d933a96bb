/** The person who made a request, and where. Opaque outside the platform's adapter, except for equality. */
export interface Asker {
  readonly platform: string;
  readonly person: string;
  readonly channel: string;
  /** The guild or workspace that the channel belongs to; absent in direct messages and on this machine. */
  readonly server?: string;
  /** Only they may see the answer. */
  readonly isPrivate?: true;
}
