import type { Style, StyleStore } from '../../src/commands/ports/style-store.ts';

/** A style store in memory, in which everything is the asker's own. */
export function memoryStyles(): StyleStore {
  const styles = new Map<string, Style>();
  return {
    list: () => [...styles.values()].map((style) => ({ ...style, isOwn: true })),
    save: (style) => void styles.set(style.name, style),
    remove: (name) => void styles.delete(name),
  };
}
