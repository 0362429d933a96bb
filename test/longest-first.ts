import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, so that none of them is alone at the end. */
const longest = [
  'bot/slack/kill',
  'bot/discord/kill',
  'bot/discord/kill-before-journal',
  'bot/start',
  'bot/slack/flood',
  'bot/discord/shards',
  'browser/channel',
  'bot/slack/kill-before-journal',
  'steps/long-text',
  'engine/worker-death',
  'engine/worker-start',
  'bot/storage/full-disk',
  'bot/chat/who-may-see',
];

/** vitest's own order knows how long files took only where they ran before. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = longest.indexOf(relative(import.meta.dirname, moduleId).replace(/\.test\.ts$/, ''));
      return place < 0 ? longest.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
