import type { StyleStore } from '../../commands/ports/style-store.ts';
import { createSavedStyles, type SavedStyles } from '../policy/saved-styles.ts';
import { shellAsker } from './shell.ts';

/**
 * The styles that were saved on this machine. Their file is opened, or made, when they are first used: most commands do
 * without.
 */
export function createShellStyles(dataDir: string): StyleStore & { close(): void } {
  let opened: SavedStyles | undefined;
  const saved = (): StyleStore => {
    opened ??= createSavedStyles(dataDir);
    return opened.as(shellAsker);
  };
  return {
    list: () => saved().list(),
    save: (style) => saved().save(style),
    remove: (name) => saved().remove(name),
    close: () => opened?.close(),
  };
}
