/** What the queue needs to know of a job. */
export interface Queued {
  readonly person: string;
  /** Batch rows of one step. */
  readonly rows: number;
  /** It was active when a worker died. */
  readonly isSuspect: boolean;
}

/** A fair queue of waiting and active jobs. */
interface RunQueue<J extends Queued> {
  add(job: J): void;
  /** Puts an active job back to the front of the queue. */
  putBack(job: J): void;
  /** Removes a job. Returns whether it was waiting or active. */
  remove(job: J): boolean;
  /** Makes jobs active while there is room, and returns them. */
  admit(): readonly J[];
  active(): readonly J[];
  /** In the order in which they will be admitted. */
  waiting(): readonly J[];
}

/**
 * Creates a queue that admits jobs in turn between people: a person with ten jobs does not hold up a person with one. A
 * job is admitted while the active ones leave room in a batch of `maxRows`, or when its person has no active job. At
 * most `maxRows` jobs are active.
 *
 * After a worker's death, every job that was active is a suspect. Suspects run one at a time with nothing beside them,
 * so a second death identifies the job that causes it, and the others finish as usual.
 */
export function createRunQueue<J extends Queued>(maxRows: number): RunQueue<J> {
  const waiting: J[] = [];
  const active = new Set<J>();
  /** Number of turns of each person with jobs here. Whoever has had the fewest is next. */
  const turnsTaken = new Map<string, number>();

  const dropIdlePerson = ({ person }: J) => {
    if (![...waiting, ...active].some((job) => job.person === person)) turnsTaken.delete(person);
  };
  const start = (job: J) => {
    waiting.splice(waiting.indexOf(job), 1);
    active.add(job);
    turnsTaken.set(job.person, turnsOf(turnsTaken, job) + 1);
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
      // A new person starts level with whoever has had the fewest turns, not ahead of everybody.
      if (!turnsTaken.has(job.person))
        turnsTaken.set(job.person, turnsTaken.size === 0 ? 0 : Math.min(...turnsTaken.values()));
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
      dropIdlePerson(job);
      return wasHere;
    },
    admit() {
      const admitted: J[] = [];
      for (const job of inTurn(waiting, turnsTaken)) {
        // A suspect waits for an idle worker, and all jobs behind it wait, too.
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
    waiting: () => inTurn(waiting, turnsTaken),
  };
}

const turnsOf = (turnsTaken: ReadonlyMap<string, number>, job: Queued): number => turnsTaken.get(job.person) ?? 0;

/** Orders waiting jobs: suspects first, in their own order; then one job of each person in turn, fewest turns first. */
function inTurn<J extends Queued>(waiting: readonly J[], turnsTaken: ReadonlyMap<string, number>): readonly J[] {
  const taken = new Map<string, number>();
  const ranked = waiting.map((job, order) => {
    const turn = taken.get(job.person) ?? turnsOf(turnsTaken, job);
    taken.set(job.person, turn + 1);
    return { job, turn: job.isSuspect ? -1 : turn, order };
  });
  return ranked.sort((a, b) => a.turn - b.turn || a.order - b.order).map(({ job }) => job);
}
