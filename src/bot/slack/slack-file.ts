import { z } from 'zod';

/** A file in Slack, identified by its id. */
export interface SlackFile {
  readonly id: string;
  readonly name: string;
  /** It was flagged, and is shown only to people who ask for it. */
  readonly isSensitive?: true;
  /** Slack sent no type, so it must be looked up. */
  readonly isTypeUnknown?: true;
}

export const fileSchema = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  file_access: z.string().nullish(),
});

type FileObject = z.infer<typeof fileSchema>;

export const toFile = (file: FileObject): SlackFile => ({
  id: file.id,
  name: file.name ?? 'the picture',
  ...(isTypeUnknown(file) && { isTypeUnknown: true }),
});

/**
 * Whether the type of a file must be looked up: Slack sends only the id in a channel shared with another workspace, and
 * an empty type until it has processed an upload.
 */
export const isTypeUnknown = ({ mimetype, file_access: access }: FileObject): boolean =>
  mimetype === '' || (access === 'check_file_info' && !mimetype);
