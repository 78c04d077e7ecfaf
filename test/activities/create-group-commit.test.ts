import { describe, expect, it } from '@jest/globals';
import { createGroupCommit } from '../../activities/settling/create-group-commit.ts';
import type { Wanted } from '../../db/stores/heads.ts';

const wants = (projectId: string, count = 1): Wanted => ({ projectId, attemptIds: Array.from({ length: count }, (_, index) => `${projectId}/${index}`) });
const turnOfTheLoop = () => new Promise<void>((resolve) => setImmediate(resolve));
const names = (groups: readonly (readonly Wanted[])[]) => groups.map((group) => group.map(({ projectId }) => projectId));

type Refusals = { leavesOut?: string[]; failsAlone?: string[] };

/** A commit that ends when the test says so, and remembers what it was asked. */
function scripted({ leavesOut = [], failsAlone = [] }: Refusals = {}) {
  const groups: (readonly Wanted[])[] = [];
  const alone: string[] = [];
  const open: { end: () => void; fail: (error: Error) => void }[] = [];
  const commit = createGroupCommit<string>({
    together: (group) =>
      new Promise((resolve, reject) => {
        groups.push(group);
        const settled = group.filter(({ projectId }) => !leavesOut.includes(projectId)).map(({ projectId }) => [projectId, `${projectId} in a group`] as const);
        open.push({ end: () => resolve(new Map(settled)), fail: reject });
      }),
    alone: async ({ projectId }) => {
      alone.push(projectId);
      if (failsAlone.includes(projectId)) throw new Error(`${projectId} fails`);
      return `${projectId} alone`;
    },
  });
  return { commit, groups, alone, open };
}

describe('createGroupCommit', () => {
  it('when nothing is under way, then the first one does not wait for others', async () => {
    const { commit, groups, open } = scripted();
    const answer = commit(wants('a'));
    await turnOfTheLoop();
    expect(names(groups)).toEqual([['a']]);
    open[0]!.end();
    await expect(answer).resolves.toBe('a in a group');
  });

  it('when several come at once, then the free groups share them evenly', async () => {
    const { commit, groups } = scripted();
    for (const name of ['a', 'b', 'c', 'd', 'e']) void commit(wants(name));
    await turnOfTheLoop();
    expect(names(groups)).toEqual([['a', 'b', 'c'], ['d', 'e']]);
  });

  it('when more come while two groups are under way, then they wait and are the next group together', async () => {
    const { commit, groups, open } = scripted();
    for (const name of ['a', 'b']) void commit(wants(name));
    await turnOfTheLoop();
    for (const name of ['c', 'd', 'e']) void commit(wants(name));
    await turnOfTheLoop();
    expect(names(groups)).toEqual([['a'], ['b']]);
    open[0]!.end();
    await turnOfTheLoop();
    await turnOfTheLoop();
    expect(names(groups)).toEqual([['a'], ['b'], ['c', 'd', 'e']]);
  });

  it('when a project comes again while it is being committed, then it waits for its turn, and others overtake it', async () => {
    const { commit, groups, open } = scripted();
    const first = commit(wants('a'));
    await turnOfTheLoop();
    const second = commit(wants('a'));
    void commit(wants('b'));
    await turnOfTheLoop();
    expect(names(groups)).toEqual([['a'], ['b']]);
    open[0]!.end();
    await expect(first).resolves.toBe('a in a group');
    await turnOfTheLoop();
    await turnOfTheLoop();
    expect(names(groups)).toEqual([['a'], ['b'], ['a']]);
    open[2]!.end();
    await expect(second).resolves.toBe('a in a group');
  });

  it('when there are very many attempts, then a group ends at 64, and a list that is longer goes by itself', async () => {
    const { commit, groups, open } = scripted();
    for (const name of ['x', 'y']) void commit(wants(name));
    await turnOfTheLoop();
    for (const [name, count] of [['a', 100], ['b', 40], ['c', 24], ['d', 1]] as const) void commit(wants(name, count));
    for (let ended = 0; ended < 4; ended += 1) {
      open[ended]!.end();
      await turnOfTheLoop();
      await turnOfTheLoop();
    }
    expect(names(groups)).toEqual([['x'], ['y'], ['a'], ['b', 'c'], ['d']]);
  });

  it('when the answer leaves a project out, then it commits alone, and fails alone', async () => {
    const { commit, alone, open } = scripted({ leavesOut: ['b', 'c'], failsAlone: ['c'] });
    const answers = ['x', 'a', 'b', 'c'].map((name) => commit(wants(name)));
    const ended = Promise.allSettled(answers);
    await turnOfTheLoop();
    open.forEach(({ end }) => end());
    await expect(ended).resolves.toMatchObject([{ value: 'x in a group' }, { value: 'a in a group' }, { value: 'b alone' }, { reason: new Error('c fails') }]);
    expect(alone).toEqual(['b', 'c']);
  });

  it('when a group fails, then all in it are told so, and the next ones go on', async () => {
    const { commit, open } = scripted();
    const ended = Promise.allSettled([commit(wants('a')), commit(wants('b')), commit(wants('c'))]);
    await turnOfTheLoop();
    open.forEach(({ fail }) => fail(new Error('away')));
    await expect(ended).resolves.toMatchObject([{ reason: new Error('away') }, { reason: new Error('away') }, { reason: new Error('away') }]);
    const next = commit(wants('a'));
    await turnOfTheLoop();
    await turnOfTheLoop();
    open[2]!.end();
    await expect(next).resolves.toBe('a in a group');
  });
});
