import { load } from './load.js';

// Runs a TypeScript program of this repository: `node bin/run.js src/engine/worker/main.ts`.

const [entry = ''] = process.argv.splice(2, 1);
await load(entry);
