import { ComponentType, MessageFlags } from 'discord-api-types/v10';
import { type FieldError, invalidForm, refused } from './errors.ts';
import type { FormFile } from './form.ts';

/** A message as the bot sends it, its shape already checked against the official description. */
export interface MessageBody {
  readonly content?: string | null;
  readonly embeds?: readonly EmbedBody[] | null;
  readonly components?: readonly ComponentBody[] | null;
  readonly attachments?: readonly AttachmentBody[] | null;
  readonly allowed_mentions?: { parse?: string[] | null; users?: string[] | null; roles?: string[] | null } | null;
  readonly flags?: number | null;
  readonly nonce?: string | number | null;
  readonly enforce_nonce?: boolean | null;
  readonly message_reference?: { message_id: string; fail_if_not_exists?: boolean | null } | null;
  readonly tts?: boolean | null;
  readonly poll?: unknown;
  readonly sticker_ids?: readonly string[] | null;
}

export interface AttachmentBody {
  readonly id: string | number;
  readonly filename?: string | null;
  readonly description?: string | null;
}

export interface EmbedBody {
  readonly title?: string | null;
  readonly description?: string | null;
  readonly fields?: readonly { name: string; value: string }[] | null;
  readonly footer?: { text?: string | null } | null;
  readonly author?: { name?: string | null } | null;
  readonly image?: { url?: string | null } | null;
  readonly thumbnail?: { url?: string | null } | null;
}

/** Any component, with the fields that the rules look at. */
export interface ComponentBody {
  readonly type: ComponentType;
  readonly custom_id?: string | null;
  readonly url?: string | null;
  readonly style?: number;
  readonly label?: string | null;
  readonly content?: string | null;
  readonly emoji?: unknown;
  readonly components?: readonly ComponentBody[];
  readonly component?: ComponentBody;
  readonly accessory?: ComponentBody;
  readonly items?: readonly { media: { url: string } }[];
  readonly options?: readonly { value: string; default?: boolean | null }[];
  readonly media?: { url: string };
  readonly file?: { url: string };
}

const at = (path: FieldError['path'], code: string, message: string): FieldError => ({ path, code, message });

/** A component and everything within it. */
export function within(component: ComponentBody): ComponentBody[] {
  const inner = [...(component.components ?? []), component.component, component.accessory];
  return [component, ...inner.filter((it) => it !== undefined).flatMap(within)];
}

/**
 * The rules of a message that the description does not have.
 *
 * @param kept Attachments that the message already has and may keep.
 * @param fileBytes The largest file that Discord takes here.
 * @throws DiscordError 50035, 50006, or 413 with 40005.
 */
export function checkMessage(
  body: MessageBody,
  files: ReadonlyMap<string, FormFile>,
  { kept = [], fileBytes }: { kept?: readonly string[]; fileBytes: number },
): void {
  const errors = [
    ...textErrors(body),
    ...embedErrors(body),
    ...componentErrors(body),
    ...attachmentErrors(body, files, kept),
  ];
  if (errors.length > 0) throw invalidForm(...errors);
  for (const { bytes } of files.values()) if (bytes.byteLength > fileBytes) throw refused.tooLarge();
}

/** @throws DiscordError 50006: a message must show something. */
export function checkNotEmpty(shown: {
  content: string;
  embeds: number;
  components: number;
  attachments: number;
}): void {
  const { content, embeds, components, attachments } = shown;
  if (content === '' && embeds + components + attachments === 0) throw refused.emptyMessage();
}

function textErrors({ content }: MessageBody): FieldError[] {
  if ([...(content ?? '')].length <= 2000) return [];
  return [at(['content'], 'BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.')];
}

function embedErrors({ embeds }: MessageBody): FieldError[] {
  const texts = (embeds ?? []).flatMap((embed) => [
    embed.title,
    embed.description,
    embed.footer?.text,
    embed.author?.name,
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
  ]);
  const errors: FieldError[] = [];
  if (texts.reduce((sum, text) => sum + (text?.length ?? 0), 0) > 6000)
    errors.push(at(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000'));
  for (const [index, embed] of (embeds ?? []).entries()) {
    if ((embed.fields?.length ?? 0) > 25)
      errors.push(at(['embeds', index, 'fields'], 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.'));
  }
  return errors;
}

const usesComponentsV2 = (body: MessageBody): boolean => ((body.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;

function componentErrors(body: MessageBody): FieldError[] {
  const rows = body.components ?? [];
  const all = rows.flatMap(within);
  const errors = usesComponentsV2(body) ? componentsV2Errors(body, all) : legacyErrors(rows);
  const seen = new Set<string>();
  for (const { type, custom_id, style, url, label, emoji } of all) {
    if (custom_id && seen.has(custom_id))
      errors.push(
        at(['components'], 'COMPONENT_CUSTOM_ID_DUPLICATED', `Component custom id cannot be duplicated: ${custom_id}`),
      );
    if (custom_id) seen.add(custom_id);
    if (type !== ComponentType.Button) continue;
    const isLink = style === 5;
    if (isLink ? !url || Boolean(custom_id) : style !== 6 && (!custom_id || Boolean(url)))
      errors.push(
        at(['components'], 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', 'A link has a url, any other button a custom id'),
      );
    if (style !== 6 && !label && !emoji)
      errors.push(at(['components'], 'BUTTON_COMPONENT_LABEL_REQUIRED', 'A button needs a label or an emoji'));
  }
  return errors;
}

function legacyErrors(rows: readonly ComponentBody[]): FieldError[] {
  const errors: FieldError[] = [];
  if (rows.length > 5) errors.push(at(['components'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.'));
  for (const [index, row] of rows.entries()) {
    if (row.type !== ComponentType.ActionRow)
      errors.push(at(['components', index], 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1,).'));
    const selects = (row.components ?? []).filter(({ type }) => type !== ComponentType.Button).length;
    if (selects > 0 && (row.components ?? []).length > 1)
      errors.push(at(['components', index], 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'A select menu fills its row'));
  }
  return errors;
}

function componentsV2Errors(body: MessageBody, all: readonly ComponentBody[]): FieldError[] {
  const errors: FieldError[] = [];
  if (body.content || (body.embeds?.length ?? 0) > 0 || body.poll)
    errors.push(
      at(
        ['content'],
        'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        'Content, embeds and polls need the flag left out',
      ),
    );
  if (all.length > 40)
    errors.push(at(['components'], 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', 'At most 40 in total'));
  if (all.reduce((sum, { content }) => sum + (content?.length ?? 0), 0) > 4000)
    errors.push(at(['components'], 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', 'At most 4000 characters in total'));
  return errors;
}

function attachmentErrors(
  { attachments }: MessageBody,
  files: ReadonlyMap<string, FormFile>,
  kept: readonly string[],
): FieldError[] {
  const errors: FieldError[] = [];
  const staying = attachments ? attachments.filter(({ id }) => kept.includes(String(id))).length : kept.length;
  if (files.size + staying > 10)
    errors.push(at(['attachments'], 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.'));
  for (const [index, { id, description }] of (attachments ?? []).entries()) {
    if (!files.has(String(id)) && !kept.includes(String(id)))
      errors.push(at(['attachments', index, 'id'], 'ATTACHMENT_NOT_FOUND', `Uploaded attachment not found: ${id}`));
    if ((description?.length ?? 0) > 1024)
      errors.push(
        at(['attachments', index, 'description'], 'BASE_TYPE_MAX_LENGTH', 'Must be 1024 or fewer in length.'),
      );
  }
  return errors;
}

/** The rules of a modal that the description does not have. @throws DiscordError 50035 */
export function checkModal(modal: { components: readonly ComponentBody[] }): void {
  const errors: FieldError[] = [];
  if (modal.components.length > 5)
    errors.push(at(['data', 'components'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.'));
  const ids = modal.components
    .flatMap(within)
    .map(({ custom_id }) => custom_id)
    .filter((id) => id !== undefined && id !== null);
  if (new Set(ids).size !== ids.length)
    errors.push(
      at(['data', 'components'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated'),
    );
  if (errors.length > 0) throw invalidForm(...errors);
}
