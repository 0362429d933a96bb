import { slackManifest } from '../../../src/bot/slack/setup/manifest.ts';
import type { Json, Mode } from '../../wire/slack/double.ts';

/** The app as our manifest makes it: what is not in it is not there, and the bot hears of it nowhere. */
export const ownManifest = (mode: Mode = 'socket', prefix = ''): Json => ({
  ...slackManifest({ prefix, httpUrl: mode === 'http' ? 'https://stride.example.org' : null }),
});
