import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import { findCommand } from '../../../commands/index.ts';
import { isBlank } from '../../../commands/messages/display-text.ts';
import { promptLength } from '../../../commands/options/options.ts';
import type { AttachedFile } from '../../chat/fetch-file.ts';
import type { ParsedCommand } from '../../chat/parsed-command.ts';
import { clip } from '../clip.ts';

type Values = ParsedCommand<AttachedFile>['values'];

/** What a form is about: kept while somebody fills it in. */
export type Form =
  | { readonly kind: 'sdedit'; readonly picture: AttachedFile; readonly isPrivate: boolean }
  /** `given`: what was said already. */
  | { readonly kind: 'inpaint'; readonly picture: AttachedFile; readonly given: Values; readonly isPrivate: boolean }
  /** `now`: how it is, where that is known. Of `job` and `picture` one is there. */
  | {
      readonly kind: 'change';
      readonly job?: string;
      readonly picture?: AttachedFile;
      readonly now: Values;
      readonly isPrivate: boolean;
    };

const formPrefix = 'sb1 form';

/** Undefined for what is no form of ours. */
export const readFormId = (customId: string): string | undefined =>
  customId.startsWith(`${formPrefix} `) ? customId.slice(formPrefix.length + 1) : undefined;

const label = (words: string, component: APILabelComponent['component'], description?: string): APILabelComponent => ({
  type: ComponentType.Label,
  label: words,
  ...(description !== undefined && { description }),
  component,
});

interface OptionSources {
  readonly value?: string | number | boolean | undefined;
  readonly placeholder?: string;
  readonly isNeeded?: boolean;
  readonly maxLength?: number;
}

const textField = (
  id: string,
  words: string,
  { value, placeholder, isNeeded = false, maxLength = promptLength }: OptionSources,
) =>
  label(words, {
    type: ComponentType.TextInput,
    custom_id: id,
    style: TextInputStyle.Short,
    required: isNeeded,
    max_length: maxLength,
    ...(placeholder !== undefined && { placeholder }),
    ...(value !== undefined && value !== '' && { value: clip(String(value), maxLength) }),
  });

interface RadioChoice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  readonly default?: boolean;
}

const radioField = (id: string, words: string, options: readonly RadioChoice[]) =>
  label(words, { type: ComponentType.RadioGroup, custom_id: id, required: false, options: [...options] });

const fileField = (id: string, words: string, description: string) =>
  label(
    words,
    { type: ComponentType.FileUpload, custom_id: id, required: false, min_values: 0, max_values: 1 },
    description,
  );

const starts: readonly RadioChoice[] = [
  { value: '4', label: 'Hardly', description: 'Only its colours stay.' },
  { value: '7', label: 'A little', description: 'Colours and rough layout stay.', default: true },
  { value: '10', label: 'Clearly', description: 'Its layout stays.' },
  { value: '20', label: 'Closely', description: 'Nearly everything stays.' },
];

const transparent = 'transparent';

const regions: readonly RadioChoice[] = [
  { value: 'top half', label: 'Top half' },
  { value: 'bottom half', label: 'Bottom half' },
  { value: 'left half', label: 'Left half' },
  { value: 'right half', label: 'Right half' },
  { value: 'centre', label: 'Centre' },
  { value: transparent, label: 'Where it is transparent' },
];

/** What is asked for: five fields at most. */
export function formOf(form: Form, id: string): APIModalInteractionResponseCallbackData {
  const shell = (title: string, components: APILabelComponent[]) => ({
    custom_id: `${formPrefix} ${id}`,
    title,
    components,
  });
  switch (form.kind) {
    case 'sdedit':
      return shell('SDEdit this picture', [
        textField('prompt', 'What should it become?', { placeholder: 'a castle', isNeeded: true }),
        radioField('start', 'How much of the picture should stay?', starts),
        textField('seed', 'Seed', { placeholder: 'Empty: a new one each time', maxLength: 10 }),
      ]);
    case 'inpaint':
      return shell('Inpaint this picture', [
        textField('prompt', 'What should be drawn there?', { placeholder: 'a hat', value: form.given.prompt }),
        radioField('where', 'Where?', regions),
        textField('region', 'Or where, in your own words', { placeholder: 'bottom 30%', maxLength: 120 }),
        fileField('mask', 'Or a mask', 'A copy of the picture, white where something new should be drawn.'),
      ]);
    case 'change':
      return shell('Change one thing', [
        textField('prompt', 'Prompt', { value: form.now.prompt, placeholder: 'Empty: as it is' }),
        ...(form.now.second === undefined ? [] : [textField('second', 'Second prompt', { value: form.now.second })]),
        textField('seed', 'Seed', { value: form.now.seed, placeholder: 'Empty: as it is', maxLength: 10 }),
        textField('steps', 'Steps', { value: form.now.steps, placeholder: 'Empty: as it is', maxLength: 3 }),
        textField('guidance', 'Guidance', { value: form.now.guidance, placeholder: 'Empty: as it is', maxLength: 6 }),
      ]);
    default:
      throw form satisfies never;
  }
}

/** What a form that was filled in asks for; `parseOptions` looks at the values as it does at those of a command. */
export function parseForm(form: Form, interaction: ModalSubmitInteraction): ParsedCommand<AttachedFile> {
  const typed = (id: string): Values => {
    const words = interaction.fields.fields.has(id) ? interaction.fields.getTextInputValue(id).trim() : '';
    return isBlank(words) ? {} : { [id]: words };
  };
  switch (form.kind) {
    case 'sdedit': {
      const start = interaction.fields.getRadioGroup('start');
      const values = { ...typed('prompt'), ...typed('seed'), ...(start !== null && { start }) };
      return { command: findCommand('sdedit')!, values, files: { image: form.picture }, isPrivate: form.isPrivate };
    }
    case 'inpaint': {
      const [mask] = interaction.fields.getUploadedFiles('mask')?.values() ?? [];
      const chosen = interaction.fields.getRadioGroup('where');
      const where = mask !== undefined || chosen === null || chosen === transparent ? {} : { region: chosen };
      const values = { ...form.given, ...typed('prompt'), ...where, ...typed('region') };
      const files = { image: form.picture, ...(mask !== undefined && { mask }) };
      return { command: findCommand('inpaint')!, values, files, isPrivate: form.isPrivate };
    }
    case 'change': {
      const fields = ['prompt', 'second', 'seed', 'steps', 'guidance'].map(typed);
      const given: Values = Object.assign({}, ...fields);
      const changed = Object.entries(given).filter(([name, value]) => String(form.now[name] ?? '') !== value);
      const values = { ...Object.fromEntries(changed), ...(form.job !== undefined && { job: form.job }) };
      const files = form.picture === undefined ? {} : { image: form.picture };
      return { command: findCommand('remix')!, values, files, isPrivate: form.isPrivate };
    }
    default:
      throw form satisfies never;
  }
}
