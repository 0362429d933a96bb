import { t } from '../language/translate.ts';

/** Formats a share: "25 %", "4.2 %", "0.031 %". Only 0 becomes "0 %", and only 1 becomes "100 %". */
export function percent(share: number): string {
  const value = 100 * share;
  if (value > 99 && value < 100) return t('over 99 %');
  if (value >= 10) return `${Math.round(value)} %`;
  return `${Number(value.toPrecision(2))} %`;
}
