import { recall, remember } from '../lib/local-storage.js';

const maxLines = 50;

/** The lines that were sent from this browser, for Up and Down. */
export class LineHistory {
  /** @type {string[]} Oldest first. */
  #lines = parse(recall('history'));
  #at = this.#lines.length;

  /** @param {string} line */
  add(line) {
    this.#lines = [...this.#lines.filter((each) => each !== line), line].slice(-maxLines);
    this.#at = this.#lines.length;
    remember('history', JSON.stringify(this.#lines));
  }

  /** Returns to the end, as when something new is typed. */
  rewind() {
    this.#at = this.#lines.length;
  }

  /** @returns {string | undefined} The previous line; undefined at the oldest. */
  older() {
    if (this.#at === 0) return undefined;
    this.#at -= 1;
    return this.#lines[this.#at];
  }

  /** @returns {string | undefined} The next line, '' after the newest; undefined when no earlier line is shown. */
  newer() {
    if (this.#at >= this.#lines.length) return undefined;
    this.#at += 1;
    return this.#lines[this.#at] ?? '';
  }

  get isWalking() {
    return this.#at < this.#lines.length;
  }
}

/**
 * @param {string | null} stored
 * @returns {string[]}
 */
function parse(stored) {
  try {
    const lines = JSON.parse(stored ?? '[]');
    return Array.isArray(lines) ? lines.filter((line) => typeof line === 'string') : [];
  } catch {
    return [];
  }
}
