import type { types } from '@slack/bolt';
import { z } from 'zod';
import { type Notice, UserError } from '../../../commands/messages/errors.ts';
import { progressStyles, type ServerSettings, settingLimits } from '../../policy/settings.ts';
import { parseWords } from '../../policy/settings-change.ts';
import type { UserGroup } from '../api/user-groups.ts';
import { groupFields, parseGroups } from './group-field.ts';

export const settingsCallback = 'sb1 settings form';

const plain = (text: string) => ({ type: 'plain_text', text }) as const;

const input = (name: string, label: string, element: types.InputBlock['element'], hint: string): types.InputBlock => ({
  type: 'input',
  block_id: name,
  label: plain(label),
  hint: plain(hint),
  element,
  optional: true,
});

/** The longest text of a field. */
const maxLength = 3_000;

const action = { action_id: 'value' } as const;

const count = (max: number, value: number | null): types.NumberInput => ({
  ...{ type: 'number_input', ...action, is_decimal_allowed: false, min_value: '1', max_value: String(max) },
  ...(value !== null && { initial_value: String(value) }),
});

const progressLabels: Readonly<Record<ServerSettings['progress'], string>> = {
  thread: 'In the thread below the answer, as they come',
  edit: 'On one sheet, when the picture is there',
  off: 'Not at all',
};

const progressOption = (style: ServerSettings['progress']) => ({ text: plain(progressLabels[style]), value: style });

/** Joins the words. All must fit: what the form does not show would be lost when it is saved. */
const listed = (words: readonly string[]): string => {
  const list = words.join(', ');
  return list.length <= maxLength ? list : words.join(',');
};

/** Renders the settings of a workspace as a form. An emptied field removes that setting. */
export function settingsView(
  now: ServerSettings,
  models: readonly string[],
  groups: readonly UserGroup[],
): types.ModalView {
  const modelOption = (name: string) => ({ text: plain(name.slice(0, 75)), value: name });
  return {
    type: 'modal',
    callback_id: settingsCallback,
    title: plain('Settings'),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [
      input(
        'channels',
        'Where I may be asked',
        {
          ...{ type: 'multi_conversations_select', ...action, filter: { include: ['public', 'private'] } },
          max_selected_items: settingLimits.mentions,
          ...(now.channels.length > 0 && { initial_conversations: [...now.channels] }),
        },
        'Empty: everywhere.',
      ),
      ...groupFields(groups, now.roles),
      input(
        'person',
        'Pictures a person in 24 hours',
        count(settingLimits.quota, now.perPersonPerDay),
        'Empty: no quota.',
      ),
      input(
        'server',
        'Pictures altogether in 24 hours',
        count(settingLimits.quota, now.perServerPerDay),
        'Empty: no quota.',
      ),
      input(
        'progress',
        'How the steps are shown',
        {
          ...{ type: 'static_select', ...action, options: progressStyles.map(progressOption) },
          initial_option: progressOption(now.progress),
        },
        'Every step of the walk from noise to picture.',
      ),
      input(
        'words',
        'Words that no prompt may have',
        {
          ...{ type: 'plain_text_input', ...action, multiline: true, max_length: maxLength },
          ...(now.blockedWords.length > 0 && { initial_value: listed(now.blockedWords) }),
        },
        'With commas between them.',
      ),
      ...(models.length < 2
        ? []
        : [
            input(
              'model',
              'Which model draws where nobody names one',
              {
                ...{ type: 'static_select', ...action, options: models.slice(0, 100).map(modelOption) },
                ...(now.model !== null && models.includes(now.model) && { initial_option: modelOption(now.model) }),
              },
              'Empty: the first.',
            ),
          ]),
      input(
        'lifetime',
        'Hours that pictures are kept',
        count(settingLimits.lifetimeHours, now.resultLifetimeHours),
        "Empty: as long as the host's own setting; never longer.",
      ),
    ],
  };
}

const valueSchema = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_conversations: z.array(z.string()).nullish(),
});
const stateSchema = z.record(z.string(), z.record(z.string(), valueSchema));

/** The changed settings, or the errors by field. */
type ParsedSettings =
  | { readonly change: Partial<ServerSettings> }
  | { readonly errors: Readonly<Record<string, string>> };

export function parseSettings(values: unknown): ParsedSettings {
  const state = stateSchema.parse(values);
  const field = (name: string) => state[name]?.[action.action_id];
  const errors: Record<string, string> = {};
  const number = (name: string, max: number): number | null => {
    const typed = (field(name)?.value ?? '').trim();
    if (typed === '') return null;
    if (/^\d+$/.test(typed) && Number(typed) >= 1 && Number(typed) <= max) return Number(typed);
    errors[name] = `A whole number from 1 to ${max}, or nothing.`;
    return null;
  };
  const words = (): readonly string[] => {
    try {
      return blockedWords(field('words')?.value ?? '');
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { message, hint } = error.notice;
      errors.words = hint === undefined ? message : `${message} ${hint}`;
      return [];
    }
  };
  const style = field('progress')?.selected_option?.value;
  const change: Partial<ServerSettings> = {
    channels: field('channels')?.selected_conversations ?? [],
    ...parseGroups(values),
    perPersonPerDay: number('person', settingLimits.quota),
    perServerPerDay: number('server', settingLimits.quota),
    progress: progressStyles.find((each) => each === style) ?? 'thread',
    blockedWords: words(),
    ...('model' in state && { model: field('model')?.selected_option?.value ?? null }),
    resultLifetimeHours: number('lifetime', settingLimits.lifetimeHours),
  };
  return Object.keys(errors).length > 0 ? { errors } : { change };
}

/** Parses the blocked words. @throws UserError for words that cannot be blocked, and for too many. */
function blockedWords(typed: string): readonly string[] {
  const words = [...new Set(parseWords(typed))];
  if (words.length <= settingLimits.words) return words;
  throw new UserError({ message: `${settingLimits.words} words are the most.`, hint: 'Take some off the list.' });
}

/** Shows a notice as an error of the form: below its first field, which every form has. */
export const errorsOf = (notice: Notice): Readonly<Record<string, string>> => ({
  channels: `${notice.message} ${notice.hint ?? ''}`.trim(),
});
