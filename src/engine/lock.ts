/** Runs one piece of work at a time, in the order of the calls. */
export type Lock = <T>(work: () => Promise<T>) => Promise<T>;

export function createLock(): Lock {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const ended = last.then(work);
    last = ended.catch(() => {}); // the caller gets the error; the next piece of work runs anyway
    return ended;
  };
}
