/** Runs the Discord benchmark alone: `npm run bench:discord`. */
import { benchDiscord } from './discord.ts';
import { print } from './print.ts';

await benchDiscord(print);
