/**
 * Lets a mouse drag an element's content. Fingers scroll it anyway.
 *
 * @param {HTMLElement} element
 */
export function dragScroll(element) {
  element.addEventListener('pointermove', ({ pointerType, buttons, movementX, movementY }) => {
    if (pointerType === 'mouse' && buttons === 1) element.scrollBy(-movementX, -movementY);
  });
  element.addEventListener('dragstart', (event) => event.preventDefault()); // the browser would drag the picture's file
}
