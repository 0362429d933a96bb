import type { types } from '@slack/bolt';
import { z } from 'zod';
import { type ServerSettings, settingLimits } from '../../policy/settings.ts';
import type { UserGroup } from '../api/user-groups.ts';
import { clip, slackLimits } from '../text-limits.ts';

// The field of the settings form that restricts requests to user groups.

const name = 'groups';
const actionId = 'value';

const plain = (text: string) => ({ type: 'plain_text', text }) as const;

/** Renders the field; none when there are no groups, or none that the app may see. */
export function groupFields(groups: readonly UserGroup[], chosen: readonly string[]): readonly types.InputBlock[] {
  const options = groups
    .slice(0, slackLimits.options)
    .map((group) => ({ text: plain(clip(group.name, slackLimits.optionText)), value: group.id }));
  if (options.length === 0) return [];
  const initial = options.filter(({ value }) => chosen.includes(value));
  return [
    {
      ...{ type: 'input', block_id: name, optional: true },
      label: plain('Which user groups may ask me'),
      hint: plain('Empty: everybody.'),
      element: {
        ...{ type: 'multi_static_select', action_id: actionId, options },
        max_selected_items: settingLimits.mentions,
        ...(initial.length > 0 && { initial_options: initial }),
      },
    },
  ];
}

const stateSchema = z.object({
  [name]: z.object({ [actionId]: z.object({ selected_options: z.array(z.object({ value: z.string() })).nullish() }) }),
});

/** Parses the chosen groups; empty when the form had no such field. */
export function parseGroups(values: unknown): Partial<ServerSettings> {
  const { data } = stateSchema.safeParse(values);
  return data === undefined ? {} : { roles: (data[name][actionId].selected_options ?? []).map(({ value }) => value) };
}
