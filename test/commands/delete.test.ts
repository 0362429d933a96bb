import { describe, expect, test } from 'vitest';
import type { JobId, Recipe } from '../../src/engine/client.ts';
import { trial } from './context.ts';
import { ann, bob, memoryStudio } from './job-service.ts';

const user = async () => {
  const made = trial();
  await made.type('/sample a skull');
  const { recipe } = made.jobService.requests[0]!;
  const posts: string[] = [];
  const removePosts = async (id: JobId) => posts.push(id) > 0;
  const remember = (facts: Partial<Parameters<typeof made.jobService.remember>[0]> = {}) =>
    made.jobService.remember({ recipe: recipe as Recipe, ...facts });
  return { ...trial({ removePosts, jobService: made.jobService }), posts, remember };
};

describe('/delete', () => {
  test('takes the latest drawn picture of the person, and what was posted of it', async () => {
    const { type, contents, remember, jobService, posts } = await user();
    const [older, latest, theirs] = [remember(), remember(), remember({ asker: bob })];
    remember({ state: 'failed' });
    await type('/delete');
    expect(posts).toEqual([latest]);
    const isThere = async (id: JobId) => (await jobService.find(id)) !== undefined;
    expect(await Promise.all([older, latest, theirs].map(isThere))).toEqual([true, false, true]);
    expect(contents).toEqual([{ kind: 'notice', message: 'Deleted.' }]);
  });

  test("leaves other people's pictures, those that are drawn, and one of several", async () => {
    const { refusal, remember, posts } = await user();
    const [theirs, running, own] = [remember({ asker: bob }), remember({ state: 'running', place: 0 }), remember()];
    expect((await refusal(`/delete ${theirs}`)).message).toBe('Somebody else asked for that picture.');
    expect((await refusal(`/delete ${running}`)).hint).toBe(`Stop it instead: /cancel job:${running}`);
    expect((await refusal(`/delete ${own}.2`)).hint).toBe(`To delete all of them: /delete job:${own}`);
    expect((await refusal('/delete nosuch')).message).toBe('I know no picture nosuch here.');
    expect(posts).toEqual([]);
  });

  test('says that there is nothing, and what the platform did not delete', async () => {
    expect((await trial().refusal('/delete')).message).toBe('I know no picture here to work with.');
    const jobService = memoryStudio(ann);
    const { recipe } = await trial().request('/sample a skull');
    jobService.remember({ recipe });
    const { refusal } = trial({ jobService, removePosts: async () => false });
    expect((await refusal('/delete')).message).toMatch(/could not delete all that I posted/);
  });
});
