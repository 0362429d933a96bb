import { type Answers, openAnswers } from '../jobs/delivery-log.ts';
import type { Database } from '../storage/database.ts';

export type { Answers } from '../jobs/delivery-log.ts';

export const createAnswers = (db: Database): Answers => openAnswers(db, 'discord', ['forms']);
