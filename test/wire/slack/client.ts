import { App, type AppOptions, LogLevel, SocketModeReceiver, webApi } from '@slack/bolt';
import { onTestFinished } from 'vitest';
import { type Mode, openSlack, type SlackDouble, type SlackOptions } from './double.ts';

/** A Slack for one test, closed with it. */
export async function slackForTest(options?: SlackOptions): Promise<SlackDouble> {
  const slack = await openSlack(options);
  onTestFinished(() => slack.close());
  return slack;
}

/** The real Bolt app, started against the double; stopped when the test ends. @param listen Adds the listeners before. */
export async function startedApp(
  slack: SlackDouble,
  mode: Mode,
  listen: (app: App) => void = () => {},
  { pingTimeoutMs, ...options }: Partial<AppOptions> & { pingTimeoutMs?: number } = {},
): Promise<App> {
  const env = slack.env(mode);
  const clientOptions = { slackApiUrl: env.SLACK_API_URL ?? '' };
  const receiver = () =>
    new SocketModeReceiver({
      appToken: env.SLACK_APP_TOKEN ?? '',
      installerOptions: { clientOptions },
      logLevel: LogLevel.ERROR,
      ...(pingTimeoutMs === undefined ? {} : { clientPingTimeout: pingTimeoutMs }),
    });
  const own =
    mode === 'socket'
      ? { receiver: receiver() }
      : { signingSecret: env.SLACK_SIGNING_SECRET ?? '', port: Number(env.SLACK_PORT) };
  const app = new App({
    token: env.SLACK_BOT_TOKEN ?? '',
    ...own,
    clientOptions,
    logLevel: LogLevel.ERROR,
    ...options,
  });
  listen(app);
  await app.start();
  onTestFinished(async () => {
    await app.stop();
  });
  return app;
}

/** The real Web API client with the bot's token. It tries nothing again: the tests look at single answers. */
export function webClient(slack: SlackDouble, token = slack.env().SLACK_BOT_TOKEN): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: slack.env().SLACK_API_URL ?? '',
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silence,
  });
}

/** What is in Slack's word for an error; `ok` when there is none. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
    if (error instanceof webApi.WebAPIRateLimitedError) return `retry after ${error.retryAfter} s`;
    throw error;
  }
}

/** The client writes every refusal to its log, and a test of refusals has nothing to read there. */
const silence: AppOptions['logger'] & object = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};
