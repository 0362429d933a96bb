import { webApi } from '@slack/bolt';
import type { Notice } from '../../../commands/messages/errors.ts';

/** The environment variables that hold a token. */
export type TokenSetting = 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN';

/** Where to find each token, in the words of https://api.slack.com/apps. */
const whereToFind: Readonly<Record<TokenSetting, string>> = {
  SLACK_BOT_TOKEN: 'The bot token begins with xoxb-: at https://api.slack.com/apps, your app, Install App.',
  SLACK_APP_TOKEN:
    'The app-level token begins with xapp-: at https://api.slack.com/apps, your app, Basic Information, App-Level Tokens.',
};

export const socketModeOff: Notice = {
  message: 'Socket Mode was turned off for this app (link_disabled).',
  hint: 'Turn it on again at https://api.slack.com/apps, your app, Socket Mode.',
};

/** Formats a notice as one line, for logs and health checks. */
export const inOneLine = ({ message, hint }: Notice): string => (hint === undefined ? message : `${message} ${hint}`);

export const malformedSecret: Notice = {
  message: 'SLACK_SIGNING_SECRET is no signing secret: that has 32 signs, 0 to 9 and a to f.',
  hint: 'It is at https://api.slack.com/apps, your app, Basic Information, App Credentials, Signing Secret, Show.',
};

/**
 * Explains to the operator why Slack could not be used. The text contains nothing of the request, which includes the
 * token.
 *
 * @param setting The variable whose token was sent.
 */
export function startupProblem(error: unknown, setting: TokenSetting, apiUrl: string): Notice {
  if (error instanceof webApi.WebAPIPlatformError) return refusal(error.data, setting, apiUrl);
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { message: 'Slack asks for fewer requests.', hint: `Try again in ${error.retryAfter} s.` };
  }
  if (error instanceof webApi.WebAPIHTTPError) return ownProblem(`status ${error.statusCode}`);
  return unreachable(error, apiUrl);
}

function refusal(data: webApi.WebAPIPlatformError['data'], setting: TokenSetting, apiUrl: string): Notice {
  const { error: code } = data;
  if (!/^[\w:.-]+$/.test(code)) return noSlack(apiUrl); // for a body that is not JSON, the client puts the whole body here
  switch (code) {
    case 'invalid_auth':
    case 'not_authed':
      return { message: `Slack does not know the token in ${setting}.`, hint: `${whereToFind[setting]} ${copyHint}` };
    case 'token_revoked':
    case 'account_inactive':
      return { message: `The token in ${setting} was revoked, or the app was removed.`, hint: howToRenew[setting] };
    case 'token_expired':
      return { message: `The token in ${setting} has expired.`, hint: rotationHint };
    case 'not_allowed_token_type':
      return { message: `${setting} holds a token of another kind.`, hint: whereToFind[setting] };
    case 'missing_scope':
      return lackingScope(setting, neededScope(data));
    case 'internal_error':
    case 'fatal_error':
    case 'service_unavailable':
      return ownProblem(code);
    default:
      return { message: `Slack refuses a request with ${setting}: ${code}.` };
  }
}

const copyHint = 'Copy it whole.';

/** Slack does not let anybody turn token rotation off again. */
const rotationHint =
  'Token rotation is on for this app, and cannot be turned off: make it again from stridebot slack manifest.';

const howToRenew: Readonly<Record<TokenSetting, string>> = {
  SLACK_BOT_TOKEN: `Install the app again (https://api.slack.com/apps, your app, Install App), and put the new token into SLACK_BOT_TOKEN.`,
  SLACK_APP_TOKEN: `Generate a new one (https://api.slack.com/apps, your app, Basic Information, App-Level Tokens) with the scope connections:write.`,
};

/** The scope that Slack names in a missing_scope error. */
const neededScope = (data: object): string => ('needed' in data ? String(data.needed) : 'that this needs');

const lackingScope = (setting: TokenSetting, needed: string): Notice =>
  setting === 'SLACK_BOT_TOKEN'
    ? lackingScopes([needed])
    : { message: 'The token in SLACK_APP_TOKEN lacks the scope connections:write.', hint: howToRenew.SLACK_APP_TOKEN };

/** @param missing Slack's names of the scopes; at least one. */
export const lackingScopes = (missing: readonly string[]): Notice => ({
  message: `The app lacks ${missing.length === 1 ? 'the scope' : 'the scopes'} ${missing.join(', ')}.`,
  hint: 'Paste stridebot slack manifest into App Manifest at https://api.slack.com/apps, save, then Install App, Reinstall.',
});

export const otherApp = (botsApp: string): Notice => ({
  message: 'SLACK_BOT_TOKEN and SLACK_APP_TOKEN belong to two apps.',
  hint: `The bot token is that of ${botsApp}: generate the app-level token there, https://api.slack.com/apps/${botsApp}.`,
});

const ownProblem = (what: string): Notice => ({
  message: `Slack has a problem of its own (${what}).`,
  hint: 'Try again in a few minutes; https://slack-status.com tells more.',
});

const noSlack = (apiUrl: string): Notice => ({
  message: `What answers at ${hostOf(apiUrl)} is not Slack.`,
  hint: `Perhaps a network that wants a sign-in first, or a proxy.${settingOf(apiUrl)}`,
});

/** @param address The URL that could not be reached. Of `error`, only the code is shown. */
export function unreachable(error: unknown, address: string): Notice {
  const host = hostOf(address);
  return {
    message: `${host} cannot be reached (${codeOf(error)}).`,
    hint: `Check this machine's network, and whether its firewall lets HTTPS to ${host} through.${settingOf(address)}`,
  };
}

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : address);

const settingOf = (address: string): string =>
  /(^|\.)slack\.com$/.test(hostOf(address)) ? '' : ' SLACK_API_URL names another address than Slack’s.';

/** The system's error code, such as ECONNREFUSED. The error's message is not used: it may contain the request. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  if (error instanceof webApi.WebAPIRequestError) return codeOf(error.original);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error ? codeOf(error.cause) : error.name;
}
