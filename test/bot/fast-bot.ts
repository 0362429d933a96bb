import { createEngine } from '../../src/engine/client.ts';
import { start } from '../../src/main.ts';

/** `stridebot start` with shorter pauses: the argument says how many times. */
await start({ speedup: Number(process.argv[2]), createEngine });
