import type { Handler } from 'hono';
import type { Engine } from '../../engine/client.ts';

/**
 * 503 while there is nothing to draw with: the engine died and is started again, it was stopped, or no execution
 * provider runs the default model.
 */
export const health =
  (engine: Engine): Handler =>
  (c) => {
    const { worker, provider, waiting } = engine.status();
    const isUp = worker === 'starting' || (worker === 'ready' && provider !== null);
    return c.json({ status: isUp ? 'ok' : 'down', worker, provider, waiting }, isUp ? 200 : 503);
  };
