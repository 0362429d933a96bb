/** What the queue must know of a job. */
export interface Queued {
  readonly person: string;
  /** Rows that a step of it puts into a batch. */
  readonly rows: number;
  /** It was active when a worker died. */
  readonly isSuspect: boolean;
}

/** Jobs that wait and jobs that are active; decides who is next. */
export interface RunQueue<J extends Queued> {
  add(job: J): void;
  /** Puts a job that was active back, before all others. */
  putBack(job: J): void;
  /** Whether it was waiting or active. */
  remove(job: J): boolean;
  /** Makes jobs active while there is room, and returns them. */
  admit(): readonly J[];
  active(): readonly J[];
  /** In the order in which they will be admitted. */
  waiting(): readonly J[];
}

/**
 * Admits in turn between people: a person with ten jobs does not hold up a person with one. A job is admitted while the
 * active ones leave room in a batch of `maxRows`, or when its person has nothing active; never more than `maxRows` jobs.
 *
 * After a worker's death every job that was active is a suspect. Suspects run one at a time with nothing beside them, so
 * that the second death names the killer, and the innocent end as usual.
 */
export function createRunQueue<J extends Queued>(maxRows: number): RunQueue<J> {
  const waiting: J[] = [];
  const active = new Set<J>();
  /** Turns taken by each person who has jobs here; who took fewest is next. */
  const turns = new Map<string, number>();

  const forget = ({ person }: J) => {
    if (![...waiting, ...active].some((job) => job.person === person)) turns.delete(person);
  };
  const start = (job: J) => {
    waiting.splice(waiting.indexOf(job), 1);
    active.add(job);
    turns.set(job.person, turnsOf(turns, job) + 1);
  };
  const hasRoom = (job: J): boolean => {
    const running = [...active];
    if (running.length === 0) return true;
    if (job.isSuspect || running.some(({ isSuspect }) => isSuspect) || running.length >= maxRows) return false;
    const rows = running.reduce((sum, each) => sum + each.rows, 0);
    return rows < maxRows || !running.some(({ person }) => person === job.person);
  };

  return {
    add(job) {
      // Whoever comes new starts level with the one who waits longest, not ahead of everybody.
      if (!turns.has(job.person)) turns.set(job.person, turns.size === 0 ? 0 : Math.min(...turns.values()));
      waiting.push(job);
    },
    putBack(job) {
      active.delete(job);
      waiting.unshift(job);
    },
    remove(job) {
      const index = waiting.indexOf(job);
      if (index >= 0) waiting.splice(index, 1);
      const wasHere = active.delete(job) || index >= 0;
      forget(job);
      return wasHere;
    },
    admit() {
      const admitted: J[] = [];
      for (const job of inTurn(waiting, turns)) {
        // A suspect waits for an empty worker, and everybody behind it waits with it.
        if (!hasRoom(job)) {
          if (job.isSuspect) break;
          continue;
        }
        start(job);
        admitted.push(job);
      }
      return admitted;
    },
    active: () => [...active],
    waiting: () => inTurn(waiting, turns),
  };
}

const turnsOf = (turns: ReadonlyMap<string, number>, job: Queued): number => turns.get(job.person) ?? 0;

/** Suspects first, in their own order; then one job of each person in turn, who took fewest turns first. */
function inTurn<J extends Queued>(waiting: readonly J[], turns: ReadonlyMap<string, number>): readonly J[] {
  const taken = new Map<string, number>();
  const ranked = waiting.map((job, order) => {
    const turn = taken.get(job.person) ?? turnsOf(turns, job);
    taken.set(job.person, turn + 1);
    return { job, turn: job.isSuspect ? -1 : turn, order };
  });
  return ranked.sort((a, b) => a.turn - b.turn || a.order - b.order).map(({ job }) => job);
}
