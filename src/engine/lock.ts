/** Lets one piece of work in at a time, in the order in which they came. */
export type Lock = <T>(work: () => Promise<T>) => Promise<T>;

export function createLock(): Lock {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const ended = last.then(work);
    last = ended.catch(() => {}); // whoever asked hears of it; the next one comes in all the same
    return ended;
  };
}
