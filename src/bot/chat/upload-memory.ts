/** Room in memory for files that people sent, over all channels: who finds none waits, the first come first. */
export interface UploadMemory {
  /** Runs `work`, which fetches or loads so many files and lets go of them. */
  with<T>(fileCount: number, work: () => Promise<T>): Promise<T>;
}

/** @param most Files at once. A request that brings more waits until it is alone. */
export function createUploadMemory(most: number): UploadMemory {
  let free = most;
  const waiting: { readonly places: number; readonly begin: () => void }[] = [];

  const letIn = (): void => {
    for (let [next] = waiting; next !== undefined && next.places <= free; [next] = waiting) {
      waiting.shift();
      free -= next.places;
      next.begin();
    }
  };

  return {
    async with(fileCount, work) {
      if (fileCount === 0) return work();
      const places = Math.min(fileCount, most);
      await new Promise<void>((begin) => {
        waiting.push({ places, begin });
        letIn();
      });
      try {
        return await work();
      } finally {
        free += places;
        letIn();
      }
    },
  };
}
