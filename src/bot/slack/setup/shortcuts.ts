/** An entry in the menu of a message. Source of the limits: slackapi/manifest-schema, `features.shortcuts`. */
interface MessageShortcut {
  /** By which Slack names it to us. */
  readonly callbackId: string;
  /** What people read; 24 characters at most. */
  readonly name: string;
  readonly description: string;
}

/** What can be done with a picture in any message: the same five as in Discord. Slack takes ten of an app. */
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

/** Every callback id, for who listens to them. */
export const shortcutCallbackIds: readonly string[] = Object.values(messageShortcuts).map(
  ({ callbackId }) => callbackId,
);
