import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Command } from '../../../commands/command.ts';
import { findCommand } from '../../../commands/index.ts';
import { UserError } from '../../../commands/messages/errors.ts';
import { type FormSubject, fieldNames, formFields, isChange, moreField } from '../../chat/forms/form-fields.ts';
import { offersPrivate } from '../../chat/parsed-command.ts';
import type { SlackFile } from '../slack-file.ts';
import { slackLimits } from '../text-limits.ts';
import { slackUserMessages } from '../user-messages.ts';
import { fieldBlock, plainText } from './fields.ts';

const valuesSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** The form's private metadata. Slack keeps it with the form, so the bot stores nothing while somebody fills it in. */
const formSchema = z.object({
  command: z.string(),
  /** Values that were given already, or are known from an earlier picture. */
  given: valuesSchema,
  /** The picture that the form is about; null: the form asks for it. */
  picture: z.object({ id: z.string(), name: z.string() }).nullable(),
  isPrivate: z.boolean(),
  /** As in `Address`. */
  isExpected: z.boolean().optional(),
  channel: z.string(),
  thread: z.string().nullable(),
  responseUrl: z.string().nullable(),
  since: z.number(),
});

export type Form = z.infer<typeof formSchema>;

export const formCallback = 'sb1 form';

/** The subject of a form. @throws UserError for a command that no longer exists. */
export const subjectOf = ({
  given,
  picture,
  isPrivate,
  command,
}: Form): FormSubject<SlackFile> & Pick<Form, 'isPrivate'> => ({
  ...{ given, picture, isPrivate },
  command: formCommand(command),
});

/** Renders the form of a command: its pictures, prompts and most used options, and one line for all other options. */
export function viewOf(form: Form): types.ModalView {
  const subject = subjectOf(form);
  const fields = formFields(subject);
  const blocks = [...fields, moreField(subject, fields, slackLimits.input)].map(fieldBlock);
  return {
    type: 'modal',
    callback_id: formCallback,
    title: plainText(isChange(form) ? 'Change one thing' : `/${form.command}`, slackLimits.modalTitle),
    submit: plainText('Draw', slackLimits.modalTitle),
    close: plainText('Cancel', slackLimits.modalTitle),
    private_metadata: metadataOf(form),
    blocks: [...blocks, ...privateBlocks(subject.command, form)],
  };
}

const privateLabel = 'Only for me: it comes in our direct messages';

const privateBlocks = (command: Command, { isPrivate }: Form): readonly types.InputBlock[] =>
  offersPrivate(command)
    ? [
        fieldBlock({
          ...{ kind: 'ticks', name: fieldNames.private, label: 'Who sees it' },
          choices: [{ value: 'yes', label: privateLabel }],
          ticked: isPrivate ? ['yes'] : [],
        }),
      ]
    : [];

function formCommand(name: string): Command {
  const found = findCommand(name);
  if (found === undefined) throw new UserError(slackUserMessages.oldForm());
  return found;
}

/**
 * Fits the metadata into Slack's limit: when it is too long, only the job stays, since the fields hold the other
 * values.
 */
function metadataOf(form: Form): string {
  const whole = JSON.stringify(form);
  if (whole.length <= slackLimits.metadata) return whole;
  const { job } = form.given;
  return JSON.stringify({ ...form, given: job === undefined ? {} : { job } });
}

/** @throws UserError for a form of an earlier version. */
export function readForm(metadata: string): Form {
  try {
    return formSchema.parse(JSON.parse(metadata));
  } catch (error) {
    throw new UserError(slackUserMessages.oldForm(), { cause: error });
  }
}
