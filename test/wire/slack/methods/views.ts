import { checkView } from '../blocks.ts';
import { mistake, refusal } from '../errors.ts';
import { TIERS } from '../rate-limits.ts';
import { makeView, openView, pushView, updateView } from '../views.ts';
import type { Json, Trigger, World } from '../world.ts';
import { type Call, type Method, text } from './method.ts';

export const TRIGGER_LIFE_MS = 3000;

/** @throws SlackError for a trigger that is unknown, used or older than three seconds. */
function takeTrigger(world: World, id: string | undefined): Trigger {
  const trigger = id === undefined ? undefined : world.triggers.get(id);
  if (trigger === undefined) throw mistake('invalid_trigger_id');
  if (trigger.isUsed) throw mistake('exchanged_trigger_id');
  if (world.clock.now() - trigger.madeAtMs > TRIGGER_LIFE_MS) throw refusal('expired_trigger_id');
  return trigger;
}

function viewArgument(args: Json): Json {
  const { view } = args;
  if (typeof view !== 'object' || view === null) throw mistake('invalid_arguments', 'view must be an object');
  return view as Json;
}

function modal({ world, args }: Call, show: typeof openView): object {
  const trigger = takeTrigger(world, text(args, 'trigger_id'));
  const given = viewArgument(args);
  if (given.type !== 'modal') throw mistake('invalid_arguments', 'only a modal can be opened');
  const blocks = checkView(world, given);
  const view = show(world, trigger.userId, { ...given, blocks });
  trigger.isUsed = true;
  trigger.viewId = view.id;
  world.changed();
  return { view };
}

function update({ world, args }: Call): object {
  const id = text(args, 'view_id');
  const externalId = text(args, 'external_id');
  const known = [...world.views.values()].find(
    (view) => view.id === id || (externalId !== undefined && view.external_id === externalId),
  );
  if (known === undefined) throw refusal('not_found');
  const hash = text(args, 'hash');
  if (hash !== undefined && hash !== known.hash) throw refusal('hash_conflict');
  const given = viewArgument(args);
  const blocks = checkView(world, given);
  return { view: updateView(world, known, { ...given, blocks }) };
}

function publish({ world, args }: Call): object {
  const userId = String(args.user_id);
  if (!world.users.has(userId)) throw refusal('user_not_found');
  const given = viewArgument(args);
  if (given.type !== 'home') throw mistake('invalid_arguments', 'only a home tab can be published');
  const blocks = checkView(world, given);
  const hash = text(args, 'hash');
  const before = world.homes.get(userId);
  if (hash !== undefined && before !== undefined && hash !== before.hash) throw refusal('hash_conflict');
  const view = makeView(world, { ...given, blocks }, before?.id ?? world.newId('V'), null);
  world.homes.set(userId, view);
  world.views.set(view.id, view);
  world.changed();
  return { view };
}

export const views: Readonly<Record<string, Method>> = {
  'views.open': { scopes: [], rate: TIERS[4], required: ['trigger_id', 'view'], run: (call) => modal(call, openView) },
  'views.push': { scopes: [], rate: TIERS[4], required: ['trigger_id', 'view'], run: (call) => modal(call, pushView) },
  'views.update': { scopes: [], rate: TIERS[4], required: ['view'], run: update },
  'views.publish': { scopes: [], rate: TIERS[4], required: ['user_id', 'view'], run: publish },
};
