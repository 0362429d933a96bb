/** @import { Answer } from '../../wire-types.ts' */

/** @typedef {Extract<Answer, { kind: 'result' }>} ResultAnswer */
/** @typedef {ResultAnswer['files'][number]} ResultFile */

export {};
