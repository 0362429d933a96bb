import { h } from './dom.js';

/** @import { Child } from './dom.js' */

/** SVG paths in a 20 × 20 square. */
const strokes = {
  plus: 'M10 4v12M4 10h12',
  send: 'M10 16V4.5M5 9.5l5-5 5 5',
  close: 'M5 5l10 10M15 5L5 15',
  download: 'M10 3.5v9M6 9l4 4 4-4M4 16.5h12',
  copy: 'M7.5 7.5h8v8h-8zM4.5 12.5v-8h8',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  expand: 'M12 3.5h4.5V8M8 16.5H3.5V12M16.5 3.5L11.5 8.5M3.5 16.5l5-5',
  sun: 'M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M15.7 4.3l-1.1 1.1M5.4 14.6l-1.1 1.1',
  moon: 'M16 11.8A6.5 6.5 0 0 1 8.2 4a6.5 6.5 0 1 0 7.8 7.8z',
  system: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM10 3v14M12.5 4.2v11.6M15 6v8',
  play: 'M7 4.5l8.5 5.5L7 15.5z',
  pause: 'M7 4.5v11M13 4.5v11',
  seed: 'M7.5 3.5l-1.5 13M14 3.5l-1.5 13M3.5 7.5h13M3 12.5h13',
  nearer: 'M4 10h12M10 4v12',
  farther: 'M4 10h12',
  delete: 'M4 6h12M8 6V4h4v2M5.5 6l.8 10.5h7.4L14.5 6M8.5 9v4.5M11.5 9v4.5',
  link: 'M8.5 11.5a3 3 0 0 0 4.2 0l2.6-2.6a3 3 0 0 0-4.2-4.2L10 5.8M11.5 8.5a3 3 0 0 0-4.2 0l-2.6 2.6a3 3 0 0 0 4.2 4.2L10 14.2',
  steps: 'M3.5 16.5h4v-4h4.5v-4h4.5v-4',
  reroll: 'M15.5 8A6 6 0 0 0 4.6 7.4M4.5 12a6 6 0 0 0 10.9.6M15.8 4v4h-4M4.2 16v-4h4',
  vary: 'M5.5 3.5v13M5.5 11c0-4 9-2 9-6M12 6.5l2.5-2.5 2.5 2.5',
  upscale: 'M3.5 12h4.5v4.5h-4.5zM3.5 8.5v-5h13v13h-5.5M10 10l3.5-3.5M10.5 6.5h3v3',
  turn: 'M10 3.5a6.5 6.5 0 1 1-6.3 5M3.5 3.5v5h5',
  flip: 'M3.5 10h13M6 7.5L10 3.5l4 4zM6 12.5l4 4 4-4z',
  'near-far': 'M2.5 10s3-5 7.5-5 7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5zM10 7.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4z',
  film: 'M3.5 4.5h13v11h-13zM7 4.5v11M13 4.5v11M3.5 8.2H7M3.5 11.8H7M13 8.2h3.5M13 11.8h3.5',
  settings: 'M3.5 6.5h7M14 6.5h2.5M12.2 4.7v3.6M3.5 13.5H6M9.5 13.5h7M7.8 11.7v3.6',
  cancel: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM7.5 7.5l5 5M12.5 7.5l-5 5',
  sdedit: 'M4 16l1-4 8.5-8.5 3 3L8 15zM11.5 5.5l3 3M4 16l4-1',
  history: 'M4 4v4h4M4.6 8a6 6 0 1 1-.6 3M10 6.5V10l2.5 1.8',
  star: 'M10 3.5l2 4.3 4.7.6-3.4 3.2.9 4.6-4.2-2.3-4.2 2.3.9-4.6L3.3 8.4 8 7.8z',
  compare: 'M3.5 4.5h13v11h-13zM10 3v14M6 10h1.5M12.5 10H14',
  grid: 'M4 4h5v5h-5zM11.5 4h5v5h-5zM4 11.5h5v5h-5zM11.5 11.5h5v5h-5z',
  brush: 'M16.5 3.5L9 11M7 11.5c2 0 2.8 1 2.5 2.5-.4 2-2.5 2.5-6 2.5 1.5-1 1-2 1.3-3.2.3-1.2 1.2-1.8 2.2-1.8z',
  eraser: 'M8 16.5l-4.5-4.5 8-8 5 5-7.5 7.5zM7.5 8l5 5M8 16.5h8.5',
  undo: 'M7.5 4L4 7.5 7.5 11M4 7.5h7.5a4.5 4.5 0 0 1 0 9H7',
  invert: 'M3.5 3.5h13v13h-13zM3.5 16.5l13-13M7 7h.01M13 13h.01M11 14.5h.01M14.5 11h.01',
  person: 'M10 3.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM4 16.5c.5-3.5 3-5 6-5s5.5 1.5 6 5',
  info: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM10 9.2v4.3M10 6.5h.01',
  down: 'M10 4v11.5M5 10.5l5 5 5-5',
  left: 'M12.5 4.5L7 10l5.5 5.5',
  right: 'M7.5 4.5L13 10l-5.5 5.5',
};

/** @typedef {keyof typeof strokes} IconName */

const svgNamespace = 'http://www.w3.org/2000/svg';

/**
 * Renders an icon beside text or in a labelled button; hidden from screen readers.
 *
 * @param {IconName} name
 */
export function icon(name) {
  const svg = document.createElementNS(svgNamespace, 'svg');
  for (const [key, value] of Object.entries({ viewBox: '0 0 20 20', 'aria-hidden': 'true', class: 'icon' })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(svgNamespace, 'path');
  path.setAttribute('d', strokes[name]);
  svg.append(path);
  return svg;
}

/**
 * Renders a button with only an icon; its label is also its tooltip.
 *
 * @param {IconName} name
 * @param {string} label
 * @param {(event: MouseEvent) => void} onclick
 */
export const iconButton = (name, label, onclick) =>
  h('button', { type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick }, icon(name));

/**
 * @param {IconName} name
 * @param {string} label
 * @param {(event: MouseEvent) => void} onclick
 * @param {string} [explanation] Tooltip.
 */
export const button = (name, label, onclick, explanation) =>
  h('button', { type: 'button', class: 'button', title: explanation, onclick }, icon(name), h('span', {}, label));

/**
 * Renders a key of the keyboard in text.
 *
 * @param {string} name
 * @returns {Child}
 */
export const key = (name) => h('kbd', {}, name);
