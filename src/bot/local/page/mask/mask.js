import { h } from '../lib/dom.js';

/** @typedef {{ x: number; y: number }} Point In mask pixels. */
/** @typedef {{ isErasing: boolean; diameter: number; points: Point[] }} Stroke */

/** The long side of a mask in pixels: finer than any model here needs. */
const longSide = 512;
const dotLength = 0.01;

/** A mask, stored as its strokes in order, so that undo removes the last. */
export class Mask {
  /** @type {Stroke[]} */
  #strokes = [];
  #canvas;

  /**
   * @param {number} width Of the picture below, in any unit.
   * @param {number} height
   */
  constructor(width, height) {
    const scale = longSide / Math.max(width, height);
    this.#canvas = h('canvas', { width: Math.round(width * scale), height: Math.round(height * scale) });
  }

  /** Copies the mask: later strokes on the copy do not change this one. */
  copy() {
    const copy = new Mask(this.width, this.height);
    copy.#strokes = this.#strokes.map((stroke) => ({ ...stroke, points: [...stroke.points] }));
    copy.#draw();
    return copy;
  }

  get width() {
    return this.#canvas.width;
  }

  get height() {
    return this.#canvas.height;
  }

  get isEmpty() {
    return this.#strokes.length === 0;
  }

  /** @param {Stroke} stroke */
  begin(stroke) {
    this.#strokes.push(stroke);
    this.#draw();
  }

  /** @param {Point} point */
  goOn(point) {
    this.#strokes.at(-1)?.points.push(point);
    this.#draw();
  }

  undo() {
    this.#strokes.pop();
    this.#draw();
  }

  /**
   * Draws the painted part in one colour on the canvas.
   *
   * @param {CanvasRenderingContext2D} context
   * @param {string} colour
   */
  tint(context, colour) {
    const layer = h('canvas', { width: this.width, height: this.height });
    const over = layer.getContext('2d');
    if (over === null) return;
    over.drawImage(this.#canvas, 0, 0);
    over.globalCompositeOperation = 'source-in';
    over.fillStyle = colour;
    over.fillRect(0, 0, this.width, this.height);
    context.drawImage(layer, 0, 0, context.canvas.width, context.canvas.height);
  }

  /**
   * Encodes the mask for commands: white where new content goes, black where the picture stays.
   *
   * @returns {Promise<Blob>} A PNG.
   */
  toPng() {
    const page = h('canvas', { width: this.width, height: this.height });
    const context = page.getContext('2d');
    if (context !== null) {
      context.fillStyle = '#000';
      context.fillRect(0, 0, this.width, this.height);
      this.tint(context, '#fff');
    }
    return new Promise((resolve, reject) => {
      page.toBlob(
        (blob) => (blob === null ? reject(new Error('the browser could not encode a PNG')) : resolve(blob)),
        'image/png',
      );
    });
  }

  #draw() {
    const context = this.#canvas.getContext('2d');
    if (context === null) return;
    context.clearRect(0, 0, this.width, this.height);
    context.lineCap = 'round';
    context.lineJoin = 'round';
    for (const { isErasing, diameter, points } of this.#strokes) {
      context.globalCompositeOperation = isErasing ? 'destination-out' : 'source-over';
      context.lineWidth = diameter;
      context.beginPath();
      for (const [k, { x, y }] of points.entries()) {
        if (k === 0) context.moveTo(x - dotLength, y); // a line without length has no round ends, so a dot would be invisible
        context.lineTo(x, y);
      }
      context.stroke();
    }
    context.globalCompositeOperation = 'source-over';
  }
}
