import { App, type AppOptions, LogLevel } from '@slack/bolt';
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
  options: Partial<AppOptions> = {},
): Promise<App> {
  const env = slack.env(mode);
  const own =
    mode === 'socket'
      ? { socketMode: true, appToken: env.SLACK_APP_TOKEN ?? '' }
      : { signingSecret: env.SLACK_SIGNING_SECRET ?? '', port: Number(env.SLACK_PORT) };
  const clientOptions = { slackApiUrl: env.SLACK_API_URL ?? '' };
  const app = new App({
    token: env.SLACK_BOT_TOKEN ?? '',
    ...own,
    clientOptions,
    installerOptions: { clientOptions },
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
