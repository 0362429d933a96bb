/** Measures variations of variations: `npm run bench:vary -- FOLDER`, which keeps the pictures. */
import { print, printMachine } from './print.ts';
import { benchVary } from './vary.ts';

const [dir] = process.argv.slice(2);
if (dir === undefined) throw new Error('Name a folder for the pictures: npm run bench:vary -- FOLDER');
printMachine();
await benchVary(print, dir);
