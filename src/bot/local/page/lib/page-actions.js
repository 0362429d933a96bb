/** @import { ChannelMessage } from '../../wire-types.ts' */
/** @import { ResultFile } from './result-types.js' */
/** @import { ActionName } from '../../../../commands/ports/action.ts' */

/**
 * The actions that the parts of a message call on the page.
 *
 * @typedef {object} PageActions
 * @property {(messageId: string) => void} openThread
 * @property {(message: ChannelMessage, file: ResultFile) => void} openPicture
 * @property {(jobId: string, action: ActionName) => Promise<void>} press
 * @property {(command: string, file: ResultFile) => Promise<void>} usePicture Puts a picture into the composer.
 * @property {(line: string) => void} fillComposer
 * @property {(line: string) => Promise<void>} copyLine
 */

export {};
