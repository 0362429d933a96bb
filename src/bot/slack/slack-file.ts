import { z } from 'zod';

/** A file in Slack, identified by its id. */
export interface SlackFile {
  readonly id: string;
  readonly name: string;
  /** It was flagged, and is shown only to people who ask for it. */
  readonly isSensitive?: true;
  /** Slack sent only the id, as in a channel shared with another workspace: the rest must be looked up. */
  readonly isStub?: true;
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
  ...(isStub(file) && { isStub: true }),
});

export const isStub = ({ mimetype, file_access: access }: FileObject): boolean =>
  access === 'check_file_info' && !mimetype;
