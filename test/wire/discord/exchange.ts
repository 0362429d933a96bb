import {
  type APIInteraction,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  MessageFlags,
} from 'discord-api-types/v10';
import type { Clock } from '../clock.ts';
import { firstWord } from '../first-words.ts';
import type { Until } from '../until.ts';
import { FIRST_ANSWER_MS } from './interactions.ts';
import type { Choice, FirstAnswer, Interaction } from './world.ts';

/** A modal as the person sees it. */
export interface ShownModal {
  readonly data: APIModalInteractionResponseCallbackData;
  readonly interaction: Interaction;
}

/**
 * One thing that a person did, and what comes back for it. Every wait ends with an error that says what was missed: at
 * the latest when three seconds have passed without a first answer, or when `until` runs out of patience.
 */
export interface Exchange {
  readonly interaction: Interaction;
  readonly payload: APIInteraction;
  /** The first answer, within Discord's three seconds or not at all. */
  acknowledged(): Promise<FirstAnswer>;
  /**
   * The answer's message once it shows more than "thinking …" and what is said while there is nothing to show yet;
   * `matching` waits for one that fulfils it.
   */
  message(matching?: (message: APIMessage) => boolean): Promise<APIMessage>;
  /** The answer's message as it is now; null when there is none. */
  original(): APIMessage | null;
  /** Further messages that came by this interaction's token. */
  followUps(): readonly APIMessage[];
  modal(): Promise<ShownModal>;
  choices(): Promise<readonly Choice[]>;
}

const isAnswer = ({ content }: APIMessage): boolean => !firstWord.test(content);

export function createExchange(interaction: Interaction, until: Until, clock: Clock): Exchange {
  const { channel, payload } = interaction;
  const what = `${payload.type} ${interaction.id}`;
  const shown = (id: string | null): APIMessage | null =>
    id === null ? null : (channel.messages.get(id)?.message ?? null);
  const original = () => shown(interaction.originalId);
  const acknowledged = () => until(() => interaction.answer ?? tooLate(), `the first answer to interaction ${what}`);

  /** What the person reads then. */
  function tooLate(): null {
    if (clock.now() - interaction.createdAtMs <= FIRST_ANSWER_MS) return null;
    throw new Error(`The application did not respond: interaction ${what}`);
  }

  return {
    interaction,
    payload,
    acknowledged,
    original,
    followUps: () => interaction.followUpIds.flatMap((id) => shown(id) ?? []),
    message: async (matching = isAnswer) => {
      await acknowledged();
      return until(() => {
        const message = original();
        const isReady = message !== null && ((message.flags ?? 0) & MessageFlags.Loading) === 0 && matching(message);
        return isReady ? message : null;
      }, `the message that answers interaction ${what}`);
    },
    modal: async () => {
      const answer = await acknowledged();
      if (answer.kind !== 'modal') throw new Error(`the answer is a ${answer.kind}, not a modal`);
      return { data: answer.modal, interaction };
    },
    choices: async () => {
      const answer = await acknowledged();
      if (answer.kind !== 'choices') throw new Error(`the answer is a ${answer.kind}, not choices`);
      return answer.choices;
    },
  };
}
