import { z } from 'zod';
import { progressStyles } from '../policy/settings.ts';
import { messageActionNames } from './buttons.ts';

export const addressSchema = z.object({
  application: z.string(),
  channel: z.string(),
  /** The message of the deferred reply; null when Discord did not accept the acknowledgement. */
  message: z.string().nullable(),
  /** The interaction's token, with which the answer can be edited. */
  token: z.string(),
  /** When the token was issued: Unix time in ms. */
  since: z.number(),
  person: z.string(),
  /** Only the asker sees the answer. */
  isPrivate: z.boolean(),
  /** The bot is a member of the channel, so it may post there without the token. */
  isMember: z.boolean(),
  progress: z.enum(progressStyles),
  /** The buttons below a picture in this channel, besides those of the result itself. */
  messageActions: z.array(z.enum(messageActionNames)).readonly(),
});

/** Where an answer goes in Discord and how it can be sent there. Journaled with each job. */
export type Address = Readonly<z.infer<typeof addressSchema>>;

export const writeAddress = (address: Address): string => JSON.stringify(address);

export const readAddress = (journaled: string): Address => addressSchema.parse(JSON.parse(journaled));

/** Discord accepts an interaction's token for 15 minutes. The margin lets a request that is on its way arrive. */
const tokenLifeMs = 15 * 60_000 - 20_000;

export const isTokenAlive = ({ since, message }: Address, now: Date): boolean =>
  message !== null && now.getTime() - since < tokenLifeMs;
