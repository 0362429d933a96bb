/** Limits how many uploaded files are in memory at once, over all channels. Requests beyond it wait in order. */
export interface UploadMemory {
  /** Runs `work`, which loads so many files and releases them, when there is capacity. */
  with<T>(fileCount: number, work: () => Promise<T>): Promise<T>;
}

/** @param maxFiles Files at once. A request with more waits until it is alone. */
export function createUploadMemory(maxFiles: number): UploadMemory {
  let free = maxFiles;
  const waiting: { readonly slots: number; readonly begin: () => void }[] = [];

  const admitNext = (): void => {
    for (let [next] = waiting; next !== undefined && next.slots <= free; [next] = waiting) {
      waiting.shift();
      free -= next.slots;
      next.begin();
    }
  };

  return {
    async with(fileCount, work) {
      if (fileCount === 0) return work();
      const slots = Math.min(fileCount, maxFiles);
      await new Promise<void>((begin) => {
        waiting.push({ slots, begin });
        admitNext();
      });
      try {
        return await work();
      } finally {
        free += slots;
        admitNext();
      }
    },
  };
}
