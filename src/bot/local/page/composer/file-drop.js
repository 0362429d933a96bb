/**
 * Receives files that are dropped anywhere on the page, and marks the page while they are dragged over it.
 *
 * @param {(files: readonly File[]) => void} onFiles
 */
export function listenForDrops(onFiles) {
  let depth = 0; // elements that were entered and not left
  const mark = (/** @type {DragEvent} */ event, /** @type {number} */ by) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    depth += by;
    document.body.classList.toggle('is-dropping', depth > 0);
  };
  document.addEventListener('dragenter', (event) => mark(event, 1));
  document.addEventListener('dragleave', (event) => mark(event, -1));
  document.addEventListener('dragover', (event) => mark(event, 0));
  document.addEventListener('drop', (event) => {
    mark(event, -depth);
    onFiles([...(event.dataTransfer?.files ?? [])]);
  });
}
