import { h } from './dom.js';

/** A rocket, 12 × 12, into which the welcome strip's noise turns. Letters name the colours below; a dot is the sky. */
const rocket = [
  '.....rr.....',
  '....rrrr....',
  '....wwww....',
  '...wwwwww...',
  '...wwbbww...',
  '...wwbbww...',
  '...wwwwww...',
  '..rwwwwwwr..',
  '.rrwwwwwwrr.',
  '.rr.wwww.rr.',
  '....yooy....',
  '.....oo.....',
];

/** @type {Readonly<Record<string, readonly [red: number, green: number, blue: number]>>} In [−1, 1]. */
const colours = {
  '.': [-0.72, -0.66, -0.4],
  r: [0.85, 0.1, -0.3],
  w: [0.88, 0.86, 0.8],
  b: [-0.35, 0.3, 0.75],
  y: [1, 0.75, -0.1],
  o: [1, 0.4, -0.35],
};

/** Softens the noise: at full strength, most of it is clamped to loud colours, which suits models but not the eye. */
const softness = 0.45;

/**
 * Draws white noise, which stands for a drawing that has not begun.
 *
 * @param {string} seedText The same text gives the same noise.
 * @param {number} side Pixels.
 */
export function noiseCanvas(seedText, side = 32) {
  const normal = gaussian(seedText);
  return paint(side, () => [normal(), normal(), normal()].map((value) => value * softness));
}

/**
 * Draws the rocket noised to the level ᾱ: √ᾱ · x₀ + √(1 − ᾱ) · ε, the forward process, with ε softened.
 *
 * @param {number} alphaCumprod
 */
export function noisedRocket(alphaCumprod) {
  const normal = gaussian('rocket');
  const [signal, noise] = [Math.sqrt(alphaCumprod), Math.sqrt(1 - alphaCumprod) * softness];
  return paint(rocket.length, (row, col) =>
    (colours[rocket[row]?.[col] ?? '.'] ?? [0, 0, 0]).map((value) => signal * value + noise * normal()),
  );
}

/**
 * @param {number} side
 * @param {(row: number, col: number) => readonly number[]} colourAt Red, green, blue in [−1, 1]; beyond is clamped.
 */
function paint(side, colourAt) {
  const canvas = h('canvas', { width: side, height: side, 'aria-hidden': 'true', class: 'pixels' });
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  const image = context.createImageData(side, side);
  for (let pixel = 0; pixel < side * side; pixel += 1) {
    const colour = colourAt(Math.floor(pixel / side), pixel % side);
    image.data.set([...colour.map((value) => 127.5 * (value + 1)), 255], pixel * 4);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/**
 * Creates a seeded generator of normal values, for decoration only.
 *
 * @param {string} seedText
 * @returns {() => number} The next value, mean 0, variance 1.
 */
function gaussian(seedText) {
  let state = [...seedText].reduce((hash, letter) => (hash * 33 + (letter.codePointAt(0) ?? 0)) >>> 0, 5381);
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 1) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
