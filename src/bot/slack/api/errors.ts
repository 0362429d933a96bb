import { webApi } from '@slack/bolt';
import { ownValue } from '../../../commands/options/own-value.ts';

/** Groups Slack's error codes by what the bot does about them. */
type SlackErrorKind =
  /** The bot is not a member of the channel. */
  | 'not-in-channel'
  /** The channel is gone, archived, or closed to the bot; or the person accepts no messages. */
  | 'channel-closed'
  | 'message-gone'
  | 'file-gone'
  /** Slack is still processing a file that we uploaded. */
  | 'file-unready'
  /** The workspace or the channel accepts no files, no more files, or no files of this kind. */
  | 'no-uploads'
  /** The app lacks a scope. */
  | 'missing-scope'
  | 'refused-token'
  /** The message has more or longer blocks than Slack accepts. */
  | 'too-much'
  /** The workspace does not offer the method. */
  | 'not-offered'
  /** Anything that may succeed later: an outage, a rate limit, a lost connection. */
  | 'other';

const errorKinds: Readonly<Record<string, SlackErrorKind>> = {
  not_in_channel: 'not-in-channel',
  // Slack also returns this for private channels that the bot is not in.
  channel_not_found: 'not-in-channel',
  is_archived: 'channel-closed',
  is_inactive: 'channel-closed',
  restricted_action: 'channel-closed',
  restricted_action_read_only_channel: 'channel-closed',
  restricted_action_thread_only_channel: 'channel-closed',
  posting_to_general_channel_denied: 'channel-closed',
  ekm_access_denied: 'channel-closed',
  team_access_not_granted: 'channel-closed',
  enterprise_is_restricted: 'channel-closed',
  user_is_restricted: 'channel-closed',
  user_is_ultra_restricted: 'channel-closed',
  // These occur in a channel shared with another workspace.
  team_not_found: 'channel-closed',
  restricted_shared_channel: 'channel-closed',
  cannot_dm_bot: 'channel-closed',
  user_not_found: 'channel-closed',
  user_disabled: 'channel-closed',
  user_not_visible: 'channel-closed',
  messages_tab_disabled: 'channel-closed',
  user_not_in_channel: 'channel-closed',
  message_not_found: 'message-gone',
  cant_update_message: 'message-gone',
  edit_window_closed: 'message-gone',
  thread_not_found: 'message-gone',
  // Such a thread accepts no more replies, so it counts as gone.
  restricted_action_thread_locked: 'message-gone',
  restricted_action_non_threadable_channel: 'message-gone',
  file_not_found: 'file-gone',
  file_deleted: 'file-gone',
  file_uploads_disabled: 'no-uploads',
  file_uploads_except_images_disabled: 'no-uploads',
  file_upload_size_restricted: 'no-uploads',
  file_upload_size_restricted_enterprise: 'no-uploads',
  file_type_not_allowed: 'no-uploads',
  malware_detected: 'no-uploads',
  storage_limit_reached: 'no-uploads',
  slack_connect_blocked_file_type: 'no-uploads',
  slack_connect_file_upload_sharing_blocked: 'no-uploads',
  slack_connect_file_link_sharing_blocked: 'no-uploads',
  missing_scope: 'missing-scope',
  no_permission: 'missing-scope',
  invalid_auth: 'refused-token',
  not_authed: 'refused-token',
  token_revoked: 'refused-token',
  token_expired: 'refused-token',
  account_inactive: 'refused-token',
  user_removed_from_team: 'refused-token',
  team_disabled: 'refused-token',
  msg_too_long: 'too-much',
  msg_blocks_too_long: 'too-much',
  too_many_attachments: 'too-much',
  invalid_blocks: 'too-much',
  invalid_blocks_format: 'too-much',
  metadata_too_large: 'too-much',
  invalid_metadata_format: 'too-much',
  invalid_metadata_schema: 'too-much',
  no_text: 'too-much',
  unknown_method: 'not-offered',
  feature_not_enabled: 'not-offered',
  not_allowed_token_type: 'not-offered',
  method_not_supported_for_channel_type: 'not-offered',
  channel_type_not_supported: 'not-offered',
};

/** Slack's error code; undefined for an error that did not come from Slack. */
export const slackError = (error: unknown): string | undefined =>
  error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;

/** The HTTP status of a response without a Slack error code; undefined where there is a code, or no response. */
export const httpStatus = (error: unknown): number | undefined =>
  error instanceof webApi.WebAPIHTTPError ? error.statusCode : undefined;

export function slackErrorKind(error: unknown): SlackErrorKind {
  if (!(error instanceof webApi.WebAPIPlatformError)) return 'other';
  const details = error.data.response_metadata?.messages ?? [];
  if (/^invalid_(blocks|chunks)$/.test(error.data.error) && details.some((each) => /slack.?file/i.test(each)))
    return 'file-unready';
  return ownValue(errorKinds, error.data.error) ?? 'other';
}

/** Whether retrying is pointless: somebody has to change something in Slack or in the configuration. */
export const isPermanent = (error: unknown): boolean =>
  ['refused-token', 'missing-scope', 'not-offered'].includes(slackErrorKind(error));
