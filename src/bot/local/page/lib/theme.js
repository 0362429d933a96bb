import { fill, h } from './dom.js';
import { icon } from './icons.js';
import { remember } from './local-storage.js';
import { t } from './translate.js';

/** @import { IconName } from './icons.js' */

/** @typedef {'system' | 'light' | 'dark'} Theme */

/** @type {Readonly<Record<Theme, { next: Theme; icon: IconName; label: string }>>} */
const themes = {
  system: { next: 'light', icon: 'system', label: t('Theme: as the system') },
  light: { next: 'dark', icon: 'sun', label: t('Theme: light') },
  dark: { next: 'system', icon: 'moon', label: t('Theme: dark') },
};

/** The button that cycles through the themes. theme-first.js sets the stored theme before the first paint. */
export function createThemeButton() {
  const button = h('button', { type: 'button', class: 'icon-button', onclick: () => show(themes[current()].next) });
  const show = (/** @type {Theme} */ theme) => {
    document.documentElement.dataset.theme = theme;
    remember('theme', theme);
    button.setAttribute('aria-label', themes[theme].label);
    button.title = themes[theme].label;
    fill(button, icon(themes[theme].icon));
  };
  show(current());
  return button;
}

/** @returns {Theme} */
function current() {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}
