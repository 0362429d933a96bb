/**
 * Reads a stored value of this browser. Where storage is forbidden, as in private windows, there is none.
 *
 * @param {string} name
 * @returns {string | null}
 */
export function recall(name) {
  try {
    return localStorage.getItem(`stridebot.${name}`);
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
export function remember(name, value) {
  try {
    localStorage.setItem(`stridebot.${name}`, value);
  } catch {
    // Forbidden or full: the page works without it.
  }
}
