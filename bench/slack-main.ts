/** Runs the Slack benchmark alone: `npm run bench:slack`, or one of its runs by name: `npm run bench:slack -- http`. */
import { print } from './print.ts';
import { benchSlack } from './slack.ts';

const names = process.argv.slice(2);
await benchSlack(print, names.length > 0 ? names : undefined);
