/** A Slack OAuth scope. */
export interface Scope {
  readonly name: string;
  readonly reason: string;
}

/** A scope that can be declined when the app is installed. */
export interface OptionalScope extends Scope {
  /** What changes without it. */
  readonly without: string;
}

/**
 * The fewest scopes with which everything works. Left out on purpose: `chat:write.public`, because files cannot be
 * posted where the app is not a member anyway; every scope that lists channels or people, or reads addresses.
 */
export const neededScopes = [
  { name: 'commands', reason: 'to be asked by slash commands and from the menu of a message' },
  { name: 'chat:write', reason: 'to answer, and to show the steps in the thread below' },
  { name: 'files:write', reason: 'to post pictures and films, and to delete them when asked to' },
  { name: 'files:read', reason: 'to fetch the pictures that people give it' },
  { name: 'app_mentions:read', reason: 'to be asked by a mention, in threads too' },
  { name: 'im:history', reason: 'to be asked in direct messages with it, also about a picture that stands there' },
  { name: 'im:write', reason: 'to bring a picture as a direct message where it cannot or must not post it' },
  { name: 'users:read', reason: 'to see who is an admin, and may change the settings of the workspace' },
] as const satisfies readonly Scope[];

export const optionalScopes = [
  {
    name: 'channels:join',
    reason: 'to enter a public channel in which it is asked',
    without: 'pictures come as direct messages until somebody invites it',
  },
  {
    name: 'channels:history',
    reason: 'to find its own messages again in public channels, and the picture that a mention in a thread is about',
    without:
      'after a crash something may come twice there, Delete leaves the steps, and a mention must bring its picture',
  },
  {
    name: 'groups:history',
    reason: 'to find its own messages again in private channels, and the picture that a mention in a thread is about',
    without:
      'after a crash something may come twice there, Delete leaves the steps, and a mention must bring its picture',
  },
  {
    name: 'usergroups:read',
    reason: 'to see who is in a user group, where admins let only some groups ask',
    without: 'everybody may ask, and the settings have no groups to choose from',
  },
] as const satisfies readonly OptionalScope[];

/** The events that the app subscribes to, and the scope that each requires. */
export const neededEvents = [
  { name: 'app_mention', scope: 'app_mentions:read' },
  { name: 'message.im', scope: 'im:history' },
  { name: 'app_home_opened', scope: null },
] as const;

/** The required scopes that are not among `granted`. */
export const missingScopes = (granted: readonly string[]): readonly string[] =>
  neededScopes.filter(({ name }) => !granted.includes(name)).map(({ name }) => name);

/** The optional scopes that are not among `granted`. */
export const declinedScopes = (granted: readonly string[]): readonly OptionalScope[] =>
  optionalScopes.filter(({ name }) => !granted.includes(name));
