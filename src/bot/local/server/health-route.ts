import type { Handler } from 'hono';
import type { HealthReport } from '../../health.ts';

/** 503 while somebody who asks for a picture would not get one. */
export const health =
  (report: () => HealthReport): Handler =>
  (c) => {
    const said = report();
    return c.json(said, said.status === 'ok' ? 200 : 503);
  };
