import {
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  EmbedType,
  ComponentType as Type,
} from 'discord-api-types/v10';
import type { ComponentBody, EmbedBody } from './rules.ts';

/** What a Discord message must know to show media: the files that it has, and ids for the media within. */
export interface Media {
  readonly attachments: readonly APIAttachment[];
  readonly newId: () => string;
}

/** What Discord fills in where a component leaves it out. */
const DEFAULTS: Readonly<Partial<Record<Type, object>>> = {
  [Type.StringSelect]: { min_values: 1, max_values: 1 },
  [Type.UserSelect]: { min_values: 1, max_values: 1 },
  [Type.RoleSelect]: { min_values: 1, max_values: 1 },
  [Type.MentionableSelect]: { min_values: 1, max_values: 1 },
  [Type.ChannelSelect]: { min_values: 1, max_values: 1 },
  [Type.Container]: { accent_color: null, spoiler: false },
  [Type.Separator]: { spacing: 1, divider: true },
  [Type.Thumbnail]: { description: null, spoiler: false },
  [Type.File]: { name: null, size: null, spoiler: false },
};

/** Components as Discord gives them back: numbered within their message, defaults and media filled in. */
export function componentPayloads(
  components: readonly ComponentBody[],
  media: Media,
): NonNullable<APIMessage['components']> {
  let lastId = 0;
  function settled(component: ComponentBody): object {
    lastId += 1;
    const id = lastId;
    const { components: inner, accessory, items, media: picture, file, ...rest } = component;
    return {
      ...DEFAULTS[component.type],
      ...withoutNulls(rest),
      id,
      ...(inner ? { components: inner.map(settled) } : {}),
      ...(accessory ? { accessory: settled(accessory) } : {}),
      ...(items
        ? {
            items: items.map((item) => ({
              ...GALLERY_ITEM,
              ...withoutNulls(item),
              media: settle(item.media.url, media),
            })),
          }
        : {}),
      ...(picture ? { media: settle(picture.url, media) } : {}),
      ...(file ? { ...nameAndSize(file.url, media), file: settle(file.url, media) } : {}),
    };
  }
  return components.map(settled) as NonNullable<APIMessage['components']>;
}

const GALLERY_ITEM = { description: null, spoiler: false };

export function embedPayload({ image, thumbnail, ...embed }: EmbedBody, media: Media): APIEmbed {
  const fields = embed.fields?.map((field) => ({ inline: false, ...field }));
  return {
    type: EmbedType.Rich,
    ...withoutNulls(embed),
    ...(fields ? { fields } : {}),
    ...(image?.url ? { image: embedMedia(image.url, media) } : {}),
    ...(thumbnail?.url ? { thumbnail: embedMedia(thumbnail.url, media) } : {}),
  } as APIEmbed;
}

const withoutNulls = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, it]) => it !== null));

/** The file that `attachment://name` means. */
function attached(url: string, { attachments }: Media): APIAttachment | undefined {
  const name = /^attachment:\/\/(.+)$/.exec(url)?.[1];
  return attachments.find(({ filename }) => filename === name);
}

/** Where the media of a component lies once its file has a place. */
function settle(url: string, media: Media): object {
  const found = attached(url, media);
  if (found === undefined) return { id: media.newId(), url, proxy_url: url };
  const { width = null, height = null, content_type = null } = found;
  return {
    id: media.newId(),
    url: found.url,
    proxy_url: found.proxy_url,
    width,
    height,
    content_type,
    attachment_id: found.id,
  };
}

function nameAndSize(url: string, media: Media): object {
  const found = attached(url, media);
  return found === undefined ? {} : { name: found.filename, size: found.size };
}

function embedMedia(url: string, media: Media): object {
  const found = attached(url, media);
  if (found === undefined) return { url, proxy_url: url };
  return { url: found.url, proxy_url: found.proxy_url, width: found.width ?? 0, height: found.height ?? 0 };
}
