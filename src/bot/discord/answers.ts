import { type Answers, openAnswers } from '../answers.ts';
import type { Database } from '../database.ts';

export type { Answers } from '../answers.ts';

export const createAnswers = (db: Database): Answers => openAnswers(db, 'discord', ['forms']);
