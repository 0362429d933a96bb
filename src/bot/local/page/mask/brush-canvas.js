import { h } from '../lib/dom.js';
import { t } from '../lib/translate.js';

/** @import { Point, Stroke } from './mask.js' */

/** How far an arrow key moves the brush, as a share of the long side. */
const keyMove = 0.04;

/**
 * The drawing surface: stores the strokes and renders itself.
 *
 * @typedef {object} Ground
 * @property {(stroke: Stroke) => void} begin
 * @property {(point: Point) => void} goOn
 * @property {(context: CanvasRenderingContext2D) => void} show Fills the whole canvas.
 */

/** A canvas for painting by touch, with a mouse or with the arrow keys; a ring shows the brush. */
export class BrushCanvas {
  element = h('canvas', {
    class: 'painter-canvas',
    tabindex: 0,
    role: 'img',
    'aria-label': t('The picture. Paint where something new should go: arrow keys move the brush, Space paints.'),
    onpointerdown: (/** @type {PointerEvent} */ event) => this.#begin(event),
    onpointermove: (/** @type {PointerEvent} */ event) => this.#move(event),
    onpointerup: () => this.#end(),
    onpointercancel: () => this.#end(),
    onpointerleave: () => this.#moveTo(undefined),
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.#onKey(event),
  });
  isErasing = false;
  /** Diameter of the brush as a share of the long side. */
  size = 0.1;
  #ground;
  #isDown = false;
  /** @type {Point | undefined} */
  #brush;

  /** @param {Ground} ground */
  constructor(ground) {
    this.#ground = ground;
  }

  /**
   * Resets the canvas for another picture.
   *
   * @param {{ width: number; height: number }} size In pixels of the strokes.
   */
  reset({ width, height }) {
    this.element.width = width;
    this.element.height = height;
    this.element.style.setProperty('--ratio', String(width / height));
    this.#isDown = false;
    this.#moveTo(undefined);
  }

  show() {
    const context = this.element.getContext('2d');
    if (context === null) return;
    context.clearRect(0, 0, this.element.width, this.element.height);
    this.#ground.show(context);
    if (this.#brush !== undefined) this.#showBrush(context, this.#brush);
  }

  get #longSide() {
    return Math.max(this.element.width, this.element.height);
  }

  get #diameter() {
    return this.size * this.#longSide;
  }

  /** @param {PointerEvent} event */
  #begin(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.element.focus({ preventScroll: true });
    this.element.setPointerCapture(event.pointerId);
    this.#isDown = true;
    this.#dab(this.#pointOf(event));
  }

  /** @param {PointerEvent} event */
  #move(event) {
    // A fast movement between two frames may be longer than the brush's diameter.
    const passed = this.#isDown ? [...(event.getCoalescedEvents?.() ?? []), event] : [];
    for (const each of passed) this.#ground.goOn(this.#pointOf(each));
    this.#moveTo(this.#pointOf(event));
  }

  #end() {
    this.#isDown = false;
  }

  /** @param {Point} point */
  #dab(point) {
    this.#ground.begin({ isErasing: this.isErasing, diameter: this.#diameter, points: [point] });
    this.#moveTo(point);
  }

  /** @param {Point | undefined} point */
  #moveTo(point) {
    this.#brush = point;
    this.show();
  }

  /**
   * @param {PointerEvent} event
   * @returns {Point}
   */
  #pointOf({ clientX, clientY }) {
    const { width, height } = this.element;
    const box = this.element.getBoundingClientRect();
    return { x: ((clientX - box.left) / box.width) * width, y: ((clientY - box.top) / box.height) * height };
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const { width, height } = this.element;
    const { x, y } = this.#brush ?? { x: width / 2, y: height / 2 };
    const by = keyMove * this.#longSide;
    /** @type {Readonly<Record<string, () => void>>} */
    const pageActions = {
      ArrowLeft: () => this.#moveTo({ x: Math.max(0, x - by), y }),
      ArrowRight: () => this.#moveTo({ x: Math.min(width, x + by), y }),
      ArrowUp: () => this.#moveTo({ x, y: Math.max(0, y - by) }),
      ArrowDown: () => this.#moveTo({ x, y: Math.min(height, y + by) }),
      ' ': () => this.#dab({ x, y }),
    };
    const deed = pageActions[event.key];
    if (deed === undefined) return;
    event.preventDefault();
    deed();
  }

  /**
   * Draws a ring that is visible on any background: dark around light.
   *
   * @param {CanvasRenderingContext2D} context
   * @param {Point} at
   */
  #showBrush(context, { x, y }) {
    for (const [colour, lineWidth] of /** @type {const} */ ([
      ['#0009', 5],
      ['#fff', 2],
    ])) {
      context.beginPath();
      context.arc(x, y, this.#diameter / 2, 0, 2 * Math.PI);
      context.strokeStyle = colour;
      context.lineWidth = lineWidth;
      context.stroke();
    }
  }
}
