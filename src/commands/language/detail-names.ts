import { t } from './translate.ts';

/** Names of the details of a picture. They are data, which JSON and stored messages keep in English. */
export const detailNames = [
  ...['seed', 'wildcards', 'variation', 'start', 'steps', 'sampler'],
  ...['guidance', 'negative', 'mask', 'model', 'time', 'same bytes'],
] as const;

/** The name as people read it. */
export const detailName = (name: string): string => t(name);
