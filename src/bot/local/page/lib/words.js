import { language, t } from './translate.js';

/** @import { ActionName } from '../../../../commands/ports/action.ts' */
/** @import { IconName } from './icons.js' */

/** @type {Readonly<Record<ActionName, { label: string; icon: IconName; explanation: string }>>} */
export const actionWords = {
  reroll: { label: t('Reroll'), icon: 'reroll', explanation: t('The same again with a new seed') },
  vary: { label: t('Vary'), icon: 'vary', explanation: t('Draw a picture near this one') },
  upscale: { label: t('Upscale'), icon: 'upscale', explanation: t('More pixels through super-resolution') },
  turn: { label: t('Turn'), icon: 'turn', explanation: t('The picture and its turned readings, side by side') },
  'near-far': { label: t('Near–Far'), icon: 'near-far', explanation: t('The picture as seen from near and from far') },
  film: { label: t('Film'), icon: 'film', explanation: t('The noise turning into the picture, as a film') },
  settings: { label: t('Settings'), icon: 'settings', explanation: t('Everything that made this picture') },
  cancel: { label: t('Cancel'), icon: 'cancel', explanation: t('Stop drawing') },
  choose: { label: t('Choose one'), icon: 'expand', explanation: t('One of the pictures alone') },
};

/**
 * Buttons that put a picture into the composer, by the command that they begin.
 *
 * @type {Readonly<Record<string, { label: string; icon: IconName; explanation: string }>>}
 */
export const pictureWords = {
  sdedit: { label: t('SDEdit'), icon: 'sdedit', explanation: t('Redraw this picture with other words') },
  inpaint: { label: t('Inpaint'), icon: 'brush', explanation: t('Paint over a part of this picture') },
};

/**
 * @param {number | null} remainingMs
 * @returns {string} "about 8 s", "about 2 min"; empty when unknown.
 */
export function timeLeft(remainingMs) {
  if (remainingMs === null) return '';
  const seconds = Math.max(1, Math.round(remainingMs / 1000));
  return seconds < 90
    ? t('about {{count}} s', { count: seconds })
    : t('about {{count}} min', { count: Math.round(seconds / 60) });
}

const ordinalRules = new Intl.PluralRules('en', { type: 'ordinal' });

/**
 * "3rd"; other languages have one form for all.
 *
 * @param {number} n
 */
function ordinal(n) {
  const form = ordinalRules.select(n);
  if (form === 'one') return t('{{n}}st', { n });
  if (form === 'two') return t('{{n}}nd', { n });
  return form === 'few' ? t('{{n}}rd', { n }) : t('{{n}}th', { n });
}

/**
 * @param {number} place 1: the next one.
 * @returns {string}
 */
export const queuePlace = (place) =>
  place <= 0
    ? t('Starting')
    : place === 1
      ? t('Next in the queue')
      : t('{{place}} in the queue', { place: ordinal(place) });

/**
 * "12 steps, then 6 to enlarge"
 *
 * @param {{ base: number; upscale: number }} steps
 */
export const stepsInAll = ({ base, upscale }) =>
  base === 0 ? t('{{steps}} to enlarge', { steps: steps(upscale) }) : `${steps(base)}${thenUpscaled(upscale)}`;

/** @param {number} count */
const steps = (count) => (count === 1 ? t('1 step') : t('{{count}} steps', { count }));

/**
 * @param {readonly { stage: 'base' | 'upscale' }[]} steps
 * @returns {{ base: number; upscale: number }}
 */
export function countByStage(steps) {
  const base = steps.filter(({ stage }) => stage === 'base').length;
  return { base, upscale: steps.length - base };
}

/** @param {number} upscale */
const thenUpscaled = (upscale) => (upscale === 0 ? '' : `, ${t('then {{count}} to enlarge', { count: upscale })}`);

/**
 * "Step 7 of 12, then 6 to enlarge", "Enlarging 1 of 6"
 *
 * @param {'base' | 'upscale'} stage
 * @param {number} step
 * @param {{ base: number; upscale: number }} steps
 */
export const stepInWords = (stage, step, { base, upscale }) =>
  stage === 'base'
    ? `${t('Step {{step}} of {{total}}', { step, total: base })}${thenUpscaled(upscale)}`
    : t('Enlarging {{step}} of {{total}}', { step, total: upscale });

/** Days are named in the language of the page; on an English one as this browser does. */
const locale = language === 'en' ? undefined : language;
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const calendar = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });

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
