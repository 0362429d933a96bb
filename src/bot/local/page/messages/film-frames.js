import { h } from '../lib/dom.js';

/** @import { ChannelMessage } from '../../wire-types.ts' */

const mostFrames = 16;

/**
 * A film's frames as a sheet of still pictures, for people who prefer reduced motion; undefined where no steps are kept.
 *
 * @param {ChannelMessage | undefined} source The message with the drawing's steps.
 * @param {string} altText
 */
export function filmFrames(source, altText) {
  const steps = source?.thread.filter(({ drawing }) => drawing === source.thread[0]?.drawing) ?? [];
  if (steps.length === 0) return undefined;
  const count = Math.min(mostFrames, steps.length);
  const shown = Array.from({ length: count }, (_, i) => steps[Math.round((i * (steps.length - 1)) / (count - 1 || 1))]);
  return h(
    'div',
    { class: 'film-frames', role: 'img', 'aria-label': altText },
    ...shown.map((step) => step && h('img', { src: step.previewUrl, alt: '', class: 'pixels', loading: 'lazy' })),
  );
}
