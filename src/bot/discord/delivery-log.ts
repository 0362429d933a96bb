import { type DeliveryLog, openDeliveryLog } from '../jobs/delivery-log.ts';
import type { Database } from '../storage/database.ts';

export type { DeliveryLog } from '../jobs/delivery-log.ts';

export const createDeliveryLog = (db: Database): DeliveryLog => openDeliveryLog(db, 'discord', ['forms']);
