import type { Rate } from './rate-limiter.ts';

/** The rate of a Slack tier: calls per minute and workspace of one method. A quarter of them may be sent at once. */
const perMinute = (calls: number): Rate => ({ burst: Math.ceil(calls / 4), gapMs: Math.ceil(60_000 / calls) });

const tier2 = perMinute(20);
const tier3 = perMinute(50);
const tier4 = perMinute(100);
/** "Hundreds per minute." */
const special = perMinute(300);

/** The rates of the methods that the bot calls. Source: docs.slack.dev, "Rate limits", and the page of each method. */
export const rates = {
  'auth.test': special,
  'chat.appendStream': tier4,
  'chat.delete': tier3,
  'chat.getPermalink': special,
  'chat.postEphemeral': tier4,
  'chat.postMessage': special,
  'chat.startStream': tier2,
  'chat.stopStream': tier2,
  'chat.update': tier3,
  'conversations.history': tier3,
  'conversations.join': tier3,
  'conversations.open': tier3,
  'conversations.replies': tier3,
  'files.completeUploadExternal': tier4,
  'files.delete': tier3,
  'files.getUploadURLExternal': tier4,
  'files.info': tier4,
  'usergroups.list': tier2,
  'users.info': tier4,
  'views.open': tier4,
  'views.publish': tier4,
} as const satisfies Readonly<Record<string, Rate>>;

export type MethodName = keyof typeof rates;

/** The rate of messages in one channel, whichever method posts them: "one per second", with short bursts. */
export const messagesInChannel: Rate = { burst: 3, gapMs: 1_050 };
