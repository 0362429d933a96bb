/** Measures starts alone: of the shell's commands, and of the bot until its first picture. `npm run bench:start` */
import { benchBot } from './bot.ts';
import { print, printMachine } from './print.ts';
import { benchShell } from './shell.ts';

printMachine();
await benchShell(print);
await benchBot(print);
