import { invalidBlocks, SlackError } from './errors.ts';
import { blockComplaints, elementsOf, type Surface, viewComplaints } from './limits.ts';
import { isReadable, type Json, type World } from './world.ts';

/** A list of objects, as blocks, chunks and files are. @throws SlackError invalid_blocks_format for anything else. */
export function listOf(value: unknown, error = 'invalid_blocks_format'): Json[] {
  if (!Array.isArray(value) || value.some((it) => typeof it !== 'object' || it === null))
    throw new SlackError(error, {}, true);
  return value as Json[];
}

/**
 * Checks blocks against the official types, the documented limits, and the files that they show.
 *
 * @returns The blocks with the ids that Slack makes up where the app gave none.
 * @throws SlackError invalid_blocks; no mistake of the bot's where only a file is not ready.
 */
export function checkBlocks(world: World, value: unknown, surface: Surface, pointer = '/blocks'): Json[] {
  const blocks = listOf(value);
  const wrong = blocks.flatMap((block, index) => {
    const what = world.schemas.block(block);
    return what === null ? [] : [`${what} [json-pointer:${pointer}/${index}]`];
  });
  const complaints = [...wrong, ...blockComplaints(blocks, surface, pointer)];
  if (complaints.length > 0) throw invalidBlocks(complaints);
  const missing = imageComplaints(world, blocks, pointer);
  if (missing.length > 0) throw invalidBlocks(missing, false);
  return blocks.map((block) => withIds(world, block));
}

/** @throws SlackError invalid_arguments or invalid_blocks that lists what is wrong with the view. */
export function checkView(world: World, view: Json): Json[] {
  const wrong = world.schemas.view(view);
  const complaints = [...(wrong === null ? [] : [`${wrong} [json-pointer:/view]`]), ...viewComplaints(view)];
  if (complaints.length > 0)
    throw new SlackError(
      'invalid_arguments',
      { response_metadata: { messages: complaints.map((it) => `[ERROR] ${it}`) } },
      true,
    );
  if (JSON.stringify(view).length > 250_000) throw new SlackError('view_too_large', {}, true);
  return checkBlocks(world, view.blocks, view.type === 'home' ? 'home' : 'modal', '/view/blocks');
}

/** Slack fetches every picture before it takes the message. */
function imageComplaints(world: World, blocks: readonly Json[], pointer: string): string[] {
  return blocks.flatMap((block, index) => {
    const images = [block, ...elementsOf(block)].filter(({ type }) => type === 'image');
    return images.flatMap((image) => {
      if (!('slack_file' in image)) return isFetchable(world, image.image_url) ? [] : [failed('image_url', index)];
      const { id, url } = image.slack_file as { id?: string; url?: string };
      const stored = [...world.files.values()].find(({ file }) => file.id === id || file.url_private === url);
      const isShown =
        stored?.state === 'ready' && isReadable(world, stored) && stored.file.mimetype.startsWith('image/');
      return isShown ? [] : [`invalid slack file [json-pointer:${pointer}/${index}/slack_file]`];
    });
  });

  function failed(field: string, index: number): string {
    return `downloading image failed [json-pointer:${pointer}/${index}/${field}]`;
  }
}

/** Files of a workspace need a token, which Slack's image fetcher does not have. */
const isFetchable = (world: World, url: unknown): boolean =>
  typeof url === 'string' && /^https?:\/\//.test(url) && !url.startsWith(world.filesUrl);

function withIds(world: World, block: Json): Json {
  const short = () => world.newId('').slice(-5);
  const withAction = (element: unknown): unknown => {
    const isActionable = typeof element === 'object' && element !== null && 'type' in element;
    if (!isActionable || /^(mrkdwn|plain_text|image|rich_text_.*)$/.test(String(element.type))) return element;
    return { action_id: short(), ...element };
  };
  const { elements, element, accessory } = block;
  const isActions = block.type === 'actions' || block.type === 'context_actions';
  return {
    block_id: short(),
    ...block,
    ...(isActions && Array.isArray(elements) ? { elements: elements.map(withAction) } : {}),
    ...(element === undefined ? {} : { element: withAction(element) }),
    ...(accessory === undefined ? {} : { accessory: withAction(accessory) }),
  };
}
