/** A message shortcut. Source of the limits: slackapi/manifest-schema, `features.shortcuts`. */
interface MessageShortcut {
  /** The id that Slack sends for it. */
  readonly callbackId: string;
  /** The name in the menu; at most 24 characters. */
  readonly name: string;
  readonly description: string;
}

/** The shortcuts for a message with a picture: the same five as in Discord. Slack allows ten per app. */
export const messageShortcuts = {
  sdedit: {
    callbackId: 'sdedit_this',
    name: 'SDEdit this',
    description: 'Redraw the picture in this message towards a prompt.',
  },
  inpaint: {
    callbackId: 'inpaint_this',
    name: 'Inpaint this',
    description: 'Draw something new into part of the picture in this message.',
  },
  upscale: {
    callbackId: 'upscale_this',
    name: 'Upscale this',
    description: 'Make the picture in this message larger.',
  },
  turn: {
    callbackId: 'turn_this',
    name: 'Turn this',
    description: 'Turn the picture in this message, an anagram by its second view.',
  },
  settings: {
    callbackId: 'reuse_settings',
    name: 'Reuse settings',
    description: 'Draw again with the settings of the picture in this message, one of them changed.',
  },
} as const satisfies Readonly<Record<string, MessageShortcut>>;

/** All callback ids, to register listeners. */
export const shortcutCallbackIds: readonly string[] = Object.values(messageShortcuts).map(
  ({ callbackId }) => callbackId,
);
