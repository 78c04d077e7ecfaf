import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution } from '../../contract/execution.ts';
import type { Snapshot, SnapshotEntry, VersionDiff } from '../../contract/snapshot.ts';
import { canonicalText } from '../../domain/state/canonical.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { applyDiff } from '../domain/state/apply-diff.ts';
import { expectData } from '../support/http.ts';
import { openStage, type Asked, type Stage } from './stage.ts';

type List<Item> = { items: Item[]; nextCursor: string | null };

const wishes: Asked[] = [
  { actionId: 'demo.counter.set', inputs: { value: 5 } },
  { actionId: 'std.text_input.set', inputs: { value: 'one' } },
  { actionId: 'demo.counter.reset' }, // Refused: it asks for a confirmation.
  { actionId: 'demo.counter.increment', inputs: { amount: 3 } },
  { actionId: 'demo.counter.set', inputs: { value: 8 } }, // Changes nothing.
  { actionId: 'std.slider.set', inputs: { value: 40 } },
  { actionId: 'std.status_indicator.update', inputs: { status: 'ok', message: 'ü' } },
  { actionId: 'demo.counter.reset', confirmed: true },
];

describe('13.2 Time travel', () => {
  let stage: Stage;
  const seen: { execution: Execution; snapshot: Snapshot }[] = [];
  let first: Snapshot;
  beforeAll(async () => {
    stage = await openStage();
    first = await stage.state();
    for (const wish of wishes) seen.push({ execution: await stage.admin.run(wish), snapshot: await stage.state() });
  });

  const read = async (query: string) => expectData(await stage.admin.session.get<Snapshot>(stage.at(`/state?${query}`)));

  it('when a version is asked for, then it is the snapshot that was answered then, with its ETag and a true checksum', async () => {
    expect(seen.map(({ snapshot }) => snapshot.version)).toEqual([1, 2, 2, 3, 3, 4, 5, 6]);
    for (const snapshot of [first, ...seen.map((one) => one.snapshot)]) {
      const { status, headers, body } = await stage.admin.session.get<Snapshot>(stage.at(`/state?version=${snapshot.version}`));
      expect([status, headers.get('etag'), expectData({ status, headers, body })]).toEqual([200, `"${snapshot.version}"`, snapshot]);
      expect(snapshot.checksum).toBe(sha256Hex(canonicalText(snapshot.components)));
    }
  });

  it('when the state is asked for by a request, then it is what the request left, or saw where it was refused', async () => {
    for (const { execution, snapshot } of seen) expect(await read(`requestId=${execution.requestId}`)).toEqual(snapshot);
  });

  it('when the state is asked for by an instant, then it is the newest of that instant, however long the instant lasted', async () => {
    const all = [first, ...seen.map((one) => one.snapshot)];
    for (const { at } of all) {
      const newest = all.findLast((snapshot) => snapshot.at <= at);
      expect(await read(`at=${at}`)).toEqual(newest);
    }
    expect(await read('at=2999-01-01T00:00:00.000Z')).toEqual(all.at(-1));
    const sooner = new Date(Date.parse(first.at) - 1).toISOString();
    expect((await stage.admin.session.get(stage.at(`/state?at=${sooner}`))).status).toBe(404);
  });

  it('when a version is not there, then it is 404, and two ways to choose are 422', async () => {
    const status = async (query: string) => (await stage.admin.session.get(stage.at(`/state?${query}`))).status;
    expect(await Promise.all(['version=7', 'version=999999999', 'requestId=nobody', 'version=1&requestId=nobody'].map(status))).toEqual([404, 404, 404, 422]);
  });

  it('when the caller has the version already, then it is 304', async () => {
    const known = (tag: string) => stage.admin.session.get(stage.at('/state?version=2'), undefined, { 'if-none-match': tag });
    expect([(await known('"2"')).status, (await known('"6"')).status]).toEqual([304, 200]);
  });

  it('when the versions are listed, then each has what made it, newest first, page by page', async () => {
    const met: SnapshotEntry[] = [];
    let cursor = '';
    for (let page = 0; page < 5; page += 1) {
      const { items, nextCursor } = expectData(await stage.admin.session.get<List<SnapshotEntry>>(stage.at(`/snapshots?limit=3${cursor}`)));
      met.push(...items);
      if (nextCursor === null) break;
      cursor = `&cursor=${nextCursor}`;
    }
    const made = seen.filter(({ execution }) => execution.diff.length > 0).toReversed();
    const entries = made.map(({ execution: { stateVersion, createdAt, executionId, actionId, userId } }) => ({ version: stateVersion, at: createdAt, executionId, actionId, userId, isCheckpoint: false }));
    expect(met).toEqual([...entries, { version: 0, at: first.at, executionId: null, actionId: null, userId: null, isCheckpoint: false }]);
  });

  it('when two versions are compared, then the diff leads from one to the other, either way', async () => {
    const all = [first, ...seen.map((one) => one.snapshot)];
    for (const from of all) {
      const to = all[all.length - 1 - from.version]!;
      const { diff } = expectData(await stage.admin.session.get<VersionDiff>(stage.at(`/diff?from=${from.version}&to=${to.version}`)));
      expect(applyDiff(from.components, diff)).toEqual(to.components);
    }
    expect((await stage.admin.session.get(stage.at('/diff?from=0&to=7'))).status).toBe(404);
  });
});
