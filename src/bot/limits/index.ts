import type { LimitsConfig } from '../../config.ts';
import type { SharedRedis } from '../storage/redis.ts';
import { createLocalLimits } from './local.ts';
import { createSharedLimits } from './redis.ts';
import type { Limits } from './types.ts';

/**
 * Creates the limits.
 *
 * @param shared A Redis in which several processes count together; absent: this process counts alone.
 */
export function createLimits(
  config: LimitsConfig,
  shared?: { readonly redis: SharedRedis; readonly now: () => Date },
): Limits {
  const local = createLocalLimits(config);
  return shared === undefined ? local : createSharedLimits({ config, local, ...shared });
}
