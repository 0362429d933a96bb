import { z } from 'zod';
import { progressStyles } from '../policy/settings.ts';
import { messageActionNames } from './buttons.ts';

export const addressSchema = z.object({
  application: z.string(),
  channel: z.string(),
  /** The answer that was promised; null when Discord did not take the promise. */
  message: z.string().nullable(),
  /** The interaction's: who has it may edit the answer. */
  token: z.string(),
  /** Unix time in ms at which the token began to live. */
  since: z.number(),
  person: z.string(),
  /** Only that person sees the answer. */
  isPrivate: z.boolean(),
  /** The bot itself is in the channel, so it may write there without a token. */
  isMember: z.boolean(),
  progress: z.enum(progressStyles),
  /** What is offered there below a picture, besides what the picture itself offers. */
  messageActions: z.array(z.enum(messageActionNames)).readonly(),
});

/** Where an answer goes in Discord, and how it may be reached: journaled with a job. */
export type Address = Readonly<z.infer<typeof addressSchema>>;

export const writeAddress = (address: Address): string => JSON.stringify(address);

export const readAddress = (journaled: string): Address => addressSchema.parse(JSON.parse(journaled));

/** Discord takes an interaction's token for 15 minutes; what is under way at the end must still arrive. */
const tokenLifeMs = 15 * 60_000 - 20_000;

export const isTokenAlive = ({ since, message }: Address, now: Date): boolean =>
  message !== null && now.getTime() - since < tokenLifeMs;
