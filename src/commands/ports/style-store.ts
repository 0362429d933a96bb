import type { SamplerName } from '../../engine/client.ts';

/** Parts of a prompt and settings under a name. */
export interface Style {
  /** In lower case. */
  readonly name: string;
  /** Where `{prompt}` stands, the request's own prompt goes; without it, after that prompt. */
  readonly prompt: string;
  readonly negative?: string;
  readonly guidance?: number;
  readonly steps?: number;
  readonly sampler?: SamplerName;
}

export interface SavedStyle extends Style {
  /** The asker saved it. */
  readonly isOwn: boolean;
}

/** The styles that were saved where the asker is: in their server or workspace, or in their direct messages. */
export interface StyleStore {
  /** In the order of their names. */
  list(): readonly SavedStyle[];
  /**
   * Saves a style; replaces the asker's own of the same name. Returns when it is on disk.
   *
   * @throws UserError when somebody else has that name, or there are too many.
   */
  save(style: Style): void;
  /**
   * Deletes a style of the asker's.
   *
   * @throws UserError when there is none of that name, or it is somebody else's.
   */
  remove(name: string): void;
}
