import { refusal } from './errors.ts';
import type { Json, View, World } from './world.ts';

const MOST_STACKED = 3;

/** A view as Slack keeps it. @param given As the app sent it, checked, its blocks with their ids. */
export function makeView(world: World, given: Json, id: string, previous: View | null): View {
  const words = (value: unknown) => (value === undefined ? null : (value as Json));
  return {
    id,
    type: given.type === 'home' ? 'home' : 'modal',
    callback_id: String(given.callback_id ?? ''),
    private_metadata: String(given.private_metadata ?? ''),
    external_id: String(given.external_id ?? ''),
    title: (given.title ?? { type: 'plain_text', text: 'View Title', emoji: true }) as Json,
    submit: words(given.submit),
    close: words(given.close),
    blocks: given.blocks as readonly Json[],
    state: { values: {} },
    hash: `${Math.floor(world.clock.now() / 1000)}.${world.newId('').slice(-8)}`,
    clear_on_close: given.clear_on_close === true,
    notify_on_close: given.notify_on_close === true,
    root_view_id: previous?.root_view_id ?? id,
    previous_view_id: previous?.id ?? null,
    team_id: world.team.id,
    app_id: world.appId,
    app_installed_team_id: world.team.id,
    bot_id: world.botId,
  };
}

function keep(world: World, userId: string, view: View, stack: readonly string[]): View {
  world.views.set(view.id, view);
  world.stacks.set(userId, [...stack, view.id]);
  world.changed();
  return view;
}

/** Shows a modal to a person; what they had open is gone. */
export const openView = (world: World, userId: string, given: Json): View =>
  keep(world, userId, makeView(world, given, world.newId('V'), null), []);

/** Shows a modal over the one that is open. @throws SlackError push_limit_reached */
export function pushView(world: World, userId: string, given: Json): View {
  const stack = world.stacks.get(userId) ?? [];
  if (stack.length >= MOST_STACKED) throw refusal('push_limit_reached');
  const top = world.views.get(stack.at(-1) ?? '') ?? null;
  return keep(world, userId, makeView(world, given, world.newId('V'), top), stack);
}

/** Changes a view in place. */
export function updateView(world: World, known: View, given: Json): View {
  const previous = known.previous_view_id === null ? null : (world.views.get(known.previous_view_id) ?? null);
  const view = { ...makeView(world, given, known.id, previous), root_view_id: known.root_view_id };
  world.views.set(view.id, view);
  for (const [userId, home] of world.homes) if (home.id === view.id) world.homes.set(userId, view);
  world.changed();
  return view;
}

/** The person's modal goes away; the one beneath it is seen again. */
export function closeView(world: World, userId: string, viewId: string, options: { all?: boolean } = {}): void {
  const stack = world.stacks.get(userId) ?? [];
  world.stacks.set(userId, options.all ? [] : stack.filter((id) => id !== viewId));
  world.changed();
}
