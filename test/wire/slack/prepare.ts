import { prepareSchemas } from './schemas.ts';

/** Before the first test: a fresh checkout compiles Slack's types once, outside any test's time limit. */
export default async function prepare(): Promise<void> {
  await prepareSchemas();
}
