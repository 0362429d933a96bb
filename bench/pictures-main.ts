/** Measures pictures in the engine alone: `npm run bench:pictures`. */
import { benchPictures } from './pictures.ts';
import { printMachine } from './print.ts';

printMachine();
await benchPictures();
