import { slackManifest } from '../../../src/bot/slack/setup/manifest.ts';
import type { Json, Mode } from '../../wire/slack/double.ts';

/** The app as our manifest creates it: the bot receives only the events and commands that it lists. */
export const ownManifest = (mode: Mode = 'socket', prefix = ''): Json => ({
  ...slackManifest({ prefix, httpUrl: mode === 'http' ? 'https://stride.example.org' : null }),
});
