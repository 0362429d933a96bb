import { z } from 'zod';
import { progressStyles } from '../policy/settings.ts';

const addressSchema = z.object({
  /** Identifies the request in the delivery store and in the metadata of our messages. */
  key: z.string(),
  /** The workspace. */
  team: z.string(),
  /** Where the request was made. */
  channel: z.string(),
  /** The thread in which the request was made, or below which the answer belongs; null: the channel itself. */
  thread: z.string().nullable(),
  person: z.string(),
  /** The answer is private: it goes to the person's direct messages. */
  isPrivate: z.boolean(),
  /** The request was made in those direct messages already. */
  isExpected: z.boolean().optional(),
  /** Accepts a few responses for 30 minutes, even where the bot is not a member; null where Slack sends no such URL. */
  responseUrl: z.string().nullable(),
  /** When the request was made: Unix time in ms. */
  since: z.number(),
  progress: z.enum(progressStyles),
});

/** Where an answer goes in Slack and how it can be sent there. Journaled with each job. */
export type Address = Readonly<z.infer<typeof addressSchema>>;

export const writeAddress = (address: Address): string => JSON.stringify(address);

export const readAddress = (journaled: string): Address => addressSchema.parse(JSON.parse(journaled));

/** Slack accepts responses at a response URL for 30 minutes. The margin lets a response that is on its way arrive. */
const responseLifeMs = 30 * 60_000 - 20_000;

export const canRespond = ({ responseUrl, since }: Address, now: Date): boolean =>
  responseUrl !== null && now.getTime() - since < responseLifeMs;

/** Whether the channel is a direct message, which nobody else can read. */
export const isDirect = (channel: string): boolean => channel.startsWith('D');
