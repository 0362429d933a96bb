/** @import { ActionName } from '../../../../commands/ports/action.ts' */
/** @import { IconName } from './icons.js' */

/** @type {Readonly<Record<ActionName, { label: string; icon: IconName; explanation: string }>>} */
export const actionWords = {
  reroll: { label: 'Reroll', icon: 'reroll', explanation: 'The same again with a new seed' },
  vary: { label: 'Vary', icon: 'vary', explanation: 'Draw a picture near this one' },
  upscale: { label: 'Upscale', icon: 'upscale', explanation: 'More pixels through super-resolution' },
  turn: { label: 'Turn', icon: 'turn', explanation: 'The picture and its turned readings, side by side' },
  'near-far': { label: 'Near–Far', icon: 'near-far', explanation: 'The picture as seen from near and from far' },
  film: { label: 'Film', icon: 'film', explanation: 'The noise turning into the picture, as a film' },
  settings: { label: 'Settings', icon: 'settings', explanation: 'Everything that made this picture' },
  cancel: { label: 'Cancel', icon: 'cancel', explanation: 'Stop drawing' },
  choose: { label: 'Choose one', icon: 'expand', explanation: 'One of the pictures alone' },
};

/**
 * Buttons that put a picture into the composer, by the command that they begin.
 *
 * @type {Readonly<Record<string, { label: string; icon: IconName; explanation: string }>>}
 */
export const pictureWords = {
  sdedit: { label: 'SDEdit', icon: 'sdedit', explanation: 'Redraw this picture with other words' },
  inpaint: { label: 'Inpaint', icon: 'brush', explanation: 'Paint over a part of this picture' },
};

/**
 * @param {number | null} remainingMs
 * @returns {string} "about 8 s", "about 2 min"; empty when unknown.
 */
export function timeLeft(remainingMs) {
  if (remainingMs === null) return '';
  const seconds = Math.max(1, Math.round(remainingMs / 1000));
  return seconds < 90 ? `about ${seconds} s` : `about ${Math.round(seconds / 60)} min`;
}

const ordinalRules = new Intl.PluralRules('en', { type: 'ordinal' });
/** @type {Readonly<Record<string, string>>} */
const ordinalEndings = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

/**
 * @param {number} place 1: the next one.
 * @returns {string}
 */
export const queuePlace = (place) =>
  place <= 0
    ? 'Starting'
    : place === 1
      ? 'Next in the queue'
      : `${place}${ordinalEndings[ordinalRules.select(place)]} in the queue`;

/**
 * @param {number} count
 * @param {string} noun
 */
export const counted = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/**
 * "12 steps, then 6 to enlarge"
 *
 * @param {{ base: number; upscale: number }} steps
 */
export const stepsInAll = ({ base, upscale }) =>
  base === 0 ? `${counted(upscale, 'step')} to enlarge` : `${counted(base, 'step')}${thenUpscaled(upscale)}`;

/**
 * @param {readonly { stage: 'base' | 'upscale' }[]} steps
 * @returns {{ base: number; upscale: number }}
 */
export function countByStage(steps) {
  const base = steps.filter(({ stage }) => stage === 'base').length;
  return { base, upscale: steps.length - base };
}

/** @param {number} upscale */
const thenUpscaled = (upscale) => (upscale === 0 ? '' : `, then ${upscale} to enlarge`);

/**
 * "Step 7 of 12, then 6 to enlarge", "Enlarging 1 of 6"
 *
 * @param {'base' | 'upscale'} stage
 * @param {number} step
 * @param {{ base: number; upscale: number }} steps
 */
export const stepInWords = (stage, step, { base, upscale }) =>
  stage === 'base' ? `Step ${step} of ${base}${thenUpscaled(upscale)}` : `Enlarging ${step} of ${upscale}`;

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const calendar = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });

/** @param {string} at ISO 8601. */
export const clockTime = (at) => clock.format(new Date(at));

/** @param {string} at ISO 8601. */
export const calendarDay = (at) => calendar.format(new Date(at));

/**
 * @param {string} person
 * @returns {string} One or two letters.
 */
export function initials(person) {
  const words = person.trim().split(/\s+/u);
  const letters =
    words.length > 1 ? [words[0], words.at(-1)].map((word) => [...(word ?? '')][0]) : [...person].slice(0, 2);
  return letters.join('').toUpperCase();
}

/**
 * @param {string} person
 * @returns {number} A hue in degrees, the same in every browser.
 */
export function hueOf(person) {
  let hash = 7;
  for (const letter of person) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return Math.round((hash * 137.508) % 360);
}
