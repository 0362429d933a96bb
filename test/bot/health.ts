import type { HealthReport } from '../../src/bot/health.ts';

/** The bot's response to a health check. */
export async function healthOf(url: string): Promise<HealthReport & { readonly code: number }> {
  const response = await fetch(`${url}/healthz`);
  return { code: response.status, ...((await response.json()) as HealthReport) };
}

/** @param series As Prometheus writes it, with its labels. */
export async function metricOf(url: string, series: string): Promise<number> {
  const lines = (await (await fetch(`${url}/metrics`)).text()).split('\n');
  return Number(lines.find((line) => line.startsWith(`${series} `))?.slice(series.length));
}
