/**
 * Reports two fingers that move apart or together on an element; one finger scrolls it as usual.
 *
 * @param {HTMLElement} element
 * @param {(ratio: number) => void} onPinch Called with the new distance of the fingers by the one before.
 */
export function pinch(element, onPinch) {
  /** @type {number | undefined} */
  let before;
  /** @param {TouchEvent} event */
  const onTouch = (event) => {
    const [one, other] = event.touches;
    if (one === undefined || other === undefined) {
      before = undefined;
      return;
    }
    event.preventDefault(); // the browser would enlarge the page
    const distance = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    if (before !== undefined && before > 0 && distance > 0) onPinch(distance / before);
    before = distance;
  };
  for (const type of /** @type {const} */ (['touchstart', 'touchmove', 'touchend', 'touchcancel'])) {
    element.addEventListener(type, onTouch, { passive: false });
  }
}
