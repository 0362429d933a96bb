/** Slack alone: `npm run bench:slack`; `npm run bench:slack -- http` does one run of it, by its name. */
import { print } from './print.ts';
import { benchSlack } from './slack.ts';

const names = process.argv.slice(2);
await benchSlack(print, names.length > 0 ? names : undefined);
