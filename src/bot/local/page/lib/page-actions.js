/** @import { ChannelMessage } from '../../wire-types.ts' */
/** @import { ResultFile } from './result-types.js' */
/** @import { ActionName } from '../../../../commands/ports/action.ts' */

/**
 * The actions that the parts of a message call on the page.
 *
 * @typedef {object} PageActions
 * @property {(messageId: string) => void} openThread
 * @property {(file: ResultFile) => void} openPicture Opens a picture of the channel large.
 * @property {(jobId: string, action: ActionName) => Promise<void>} press
 * @property {(jobId: string) => Promise<void>} deleteResult
 * @property {() => boolean} hasLinks Whether links to pictures can be made.
 * @property {(file: ResultFile) => Promise<void>} copyLink Copies a link that opens the picture for everybody.
 * @property {(command: string, file: ResultFile) => Promise<void>} usePicture Puts a picture into the composer.
 * @property {(message: ChannelMessage) => boolean} isMine
 * @property {(jobId: string) => ChannelMessage | undefined} resultOf The message that shows a job's result.
 * @property {(messageId: string) => void} goTo Scrolls to a message.
 * @property {(line: string) => void} fillComposer
 * @property {(text: string) => Promise<void>} copy
 */

export {};
