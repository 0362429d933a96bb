import { z } from 'zod';
import { progressStyles } from '../policy/settings.ts';

const addressSchema = z.object({
  /** Names the request in our books and in what Slack keeps beside our messages. */
  key: z.string(),
  /** The workspace. */
  team: z.string(),
  /** Where it was asked. */
  channel: z.string(),
  /** The thread that it was asked in, or below which the answer belongs; null: in the channel itself. */
  thread: z.string().nullable(),
  person: z.string(),
  /** Only that person sees the answer: it goes to their direct messages. */
  isPrivate: z.boolean(),
  /** It was asked for in those direct messages already. */
  isExpected: z.boolean().optional(),
  /** Takes a few answers for a while, wherever the bot is no member; null where Slack gives none. */
  responseUrl: z.string().nullable(),
  /** Unix time in ms of the request. */
  since: z.number(),
  progress: z.enum(progressStyles),
});

/** Where an answer goes in Slack, and how it may be reached: journaled with a job. */
export type Address = Readonly<z.infer<typeof addressSchema>>;

export const writeAddress = (address: Address): string => JSON.stringify(address);

export const readAddress = (journaled: string): Address => addressSchema.parse(JSON.parse(journaled));

/** Slack takes answers at a response URL for 30 minutes; what is under way at the end must still arrive. */
const responseLifeMs = 30 * 60_000 - 20_000;

export const canRespond = ({ responseUrl, since }: Address, now: Date): boolean =>
  responseUrl !== null && now.getTime() - since < responseLifeMs;

/** Direct messages, where nobody else reads along. */
export const isDirect = (channel: string): boolean => channel.startsWith('D');
