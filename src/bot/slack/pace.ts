/** Lets requests that share a limit go one by one. */
export interface Pace {
  /** Resolves when it is this request's turn. Who is urgent goes first. @throws PaceEnded */
  turn(place: string, urgency?: 'urgent' | 'patient'): Promise<void>;
  /** Nobody's turn comes any more. */
  end(): void;
}

/** The bot is being stopped: what waits is for the next process. */
export class PaceEnded extends Error {}

interface Waiting {
  readonly go: () => void;
  readonly giveUp: (reason: PaceEnded) => void;
}

interface Line {
  readonly urgent: Waiting[];
  readonly patient: Waiting[];
}

/** @param gapMs Between two turns at one place. */
export function createPace(gapMs: number, wait: (ms: number) => Promise<void>): Pace {
  const lines = new Map<string, Line>();
  let isEnded = false;

  const serve = async (place: string, line: Line): Promise<void> => {
    for (let next = take(line); next !== undefined; next = take(line)) {
      next.go();
      await wait(gapMs);
    }
    lines.delete(place);
  };

  return {
    turn(place, urgency = 'urgent') {
      return new Promise((go, giveUp) => {
        if (isEnded) return giveUp(new PaceEnded('the bot is being stopped'));
        const standing = lines.get(place);
        const line = standing ?? { urgent: [], patient: [] };
        line[urgency].push({ go, giveUp });
        if (standing !== undefined) return;
        lines.set(place, line);
        void serve(place, line);
      });
    },
    end() {
      isEnded = true;
      for (const line of lines.values()) {
        for (let next = take(line); next !== undefined; next = take(line)) {
          next.giveUp(new PaceEnded('the bot is being stopped'));
        }
      }
    },
  };
}

const take = ({ urgent, patient }: Line): Waiting | undefined => urgent.shift() ?? patient.shift();
