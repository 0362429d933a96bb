const focusable = 'a[href], button, input';

/**
 * Makes a group one tab stop: the arrow keys, Home and End move within it. Call it once; what the group contains may
 * change.
 *
 * @param {HTMLElement} group
 */
export function oneTabStop(group) {
  /** @type {HTMLElement | undefined} The one that has or had the focus. */
  let current;
  const items = () =>
    /** @type {HTMLElement[]} */ ([...group.querySelectorAll(focusable)]).filter(
      (each) => !each.matches(':disabled') && each.closest('[hidden]') === null,
    );
  const refresh = () => {
    const all = items();
    const stop = current !== undefined && all.includes(current) ? current : all[0];
    for (const each of all) each.tabIndex = each === stop ? 0 : -1;
  };
  group.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && target.matches(focusable)) current = target;
    refresh();
  });
  group.addEventListener('keydown', (event) => {
    const next = nextOf(items(), event);
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  });
  const attributeFilter = ['hidden', 'disabled', 'href'];
  new MutationObserver(refresh).observe(group, { childList: true, subtree: true, attributes: true, attributeFilter });
  refresh();
}

/**
 * @param {readonly HTMLElement[]} all
 * @param {KeyboardEvent} event
 * @returns {HTMLElement | undefined} What a key moves the focus to.
 */
function nextOf(all, { key, target, altKey, ctrlKey, metaKey }) {
  if (altKey || ctrlKey || metaKey) return undefined;
  const at = all.indexOf(/** @type {HTMLElement} */ (target));
  if (at === -1) return undefined;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return all[Math.min(at + 1, all.length - 1)];
    case 'ArrowLeft':
    case 'ArrowUp':
      return all[Math.max(at - 1, 0)];
    case 'Home':
      return all[0];
    case 'End':
      return all.at(-1);
    default:
      return undefined;
  }
}
