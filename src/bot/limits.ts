import type { LimitsConfig } from '../config.ts';
import type { Limits } from './limit-types.ts';
import { createLocalLimits } from './local-limits.ts';
import type { SharedRedis } from './redis.ts';
import { createSharedLimits } from './shared-limits.ts';

/** @param shared Where several processes count together; absent: this one counts alone. */
export function createLimits(
  config: LimitsConfig,
  shared?: { readonly redis: SharedRedis; readonly now: () => Date },
): Limits {
  const local = createLocalLimits(config);
  return shared === undefined ? local : createSharedLimits({ config, local, ...shared });
}
