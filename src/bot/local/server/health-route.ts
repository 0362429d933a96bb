import type { Handler } from 'hono';
import type { HealthReport } from '../../health.ts';

/** Responds with 503 while requests for pictures cannot be answered. */
export const health =
  (report: () => HealthReport): Handler =>
  (c) => {
    const said = report();
    return c.json(said, said.status === 'ok' ? 200 : 503);
  };
