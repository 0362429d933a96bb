/**
 * Slack's limits, in characters unless noted otherwise. Source: docs.slack.dev, Block Kit reference and
 * chat.postMessage.
 */
export const slackLimits = {
  blocks: 50,
  section: 3_000,
  context: 2_000,
  header: 150,
  altText: 2_000,
  /** Of an uploaded file. */
  fileAltText: 1_000,
  /** Of a message with blocks; only notifications and screen readers show it. */
  text: 4_000,
  buttonValue: 2_000,
  modalTitle: 24,
  metadata: 3_000,
  label: 2_000,
  placeholder: 150,
  /** Of a choice in a menu. */
  optionText: 75,
  /** Choices in a menu. */
  options: 100,
  /** Text that can be typed into a field. */
  input: 3_000,
} as const;

/** Shortens text at a whole character, with an ellipsis. */
export const clip = (text: string, max: number): string =>
  text.length <= max ? text : `${[...text.slice(0, max - 1)].slice(0, -1).join('')}…`;
