/** Slack alone: `npm run bench:slack`. */
import { print } from './print.ts';
import { benchSlack } from './slack.ts';

await benchSlack(print);
