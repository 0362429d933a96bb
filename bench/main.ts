/**
 * Runs all benchmarks: `npm run bench`. Prints one line per figure, with its goal where there is one. Close other
 * programs first: figures from a busy machine are useless.
 */
import { benchBot } from './bot.ts';
import { benchDiscord } from './discord.ts';
import { benchPictures } from './pictures.ts';
import { print, printMachine } from './print.ts';
import { benchShell } from './shell.ts';
import { benchSlack } from './slack.ts';

printMachine();
await benchPictures();
await benchShell(print);
await benchBot(print);
await benchDiscord(print);
await benchSlack(print);
