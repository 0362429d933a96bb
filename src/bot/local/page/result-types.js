/** @import { Answer } from '../api.ts' */

/** @typedef {Extract<Answer, { kind: 'result' }>} ResultAnswer */
/** @typedef {ResultAnswer['files'][number]} ResultFile */

export {};
