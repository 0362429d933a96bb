import { pino } from 'pino';
import { createSettingsStore } from '../../src/bot/policy/settings-store.ts';
import { createQuotas } from '../../src/bot/quotas/index.ts';

// One of several processes of a host: settings-writer.ts <data folder> <field> <count>. So many times it adds an entry to
// a field that only it changes, of a server that others change too, and counts a picture there.
const [dir = '', field = '', count = ''] = process.argv.slice(2);
if (field !== 'channels' && field !== 'roles' && field !== 'blockedWords') throw new Error('no such field');
const settings = createSettingsStore(dir, pino({ enabled: false }));
const quotas = createQuotas({ dataDir: dir, now: () => new Date() });
for (let n = 0; n < Number(count); n++) {
  settings.change('discord', 'guild', { [field]: [...settings.of('discord', 'guild')[field], `${n}`] });
  const payer = { platform: 'discord', server: 'guild', person: field };
  await quotas.spend(payer, 1, { perPersonPerDay: null, perServerPerDay: 10_000 });
}
quotas.close();
settings.close();
