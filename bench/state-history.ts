import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Snapshot } from '../contract/snapshot.ts';
import { openDatabase, type Database } from '../db/database.ts';
import { expectData } from '../test/support/http.ts';
import { openCommits, type CommittedIntent, type Commits } from './commits.ts';
import { fillHistory } from './fill-history.ts';
import { alternate, latencies, median, percentile } from './measure.ts';
import { openProject } from './open-project.ts';
import type { Place } from './place.ts';
import type { Question } from './question.ts';

const GOAL = 3;
const BYTES_GOAL = 0.1;
const ROUNDS = 5;
const READS = 200;
const VERSIONS = 20_000;
const COMMITS = 200; // Four of them write a checkpoint.
const LARGE = 75_000; // Random bytes; as text they are 100 KB.
const INCREMENT: CommittedIntent = { actionId: 'demo.counter.increment', inputs: {} };
const SNAPSHOT = 'select octet_length(components::text) as bytes from state_checkpoint where project_id = $1 order by version desc limit 1';

const STORED = `
  select (select coalesce(sum(pg_column_size(t)), 0) from execution t where t.project_id = $1)
    + (select coalesce(sum(pg_column_size(t)), 0) from state_delta t where t.project_id = $1)
    + (select coalesce(sum(pg_column_size(t)), 0) from state_checkpoint t where t.project_id = $1)
    + (select coalesce(sum(pg_column_size(t)), 0) from budget_entry t where t.project_id = $1)
    + (select coalesce(sum(pg_column_size(t)), 0) from event t where t.project_id = $1) as bytes`;

/** Does it take longer to read an old state than the newest, and how much does an execution store beside a whole snapshot? */
export const stateHistory: Question = {
  id: 'P9',
  asks: `state at any of ${VERSIONS} versions, p99, against the latest; bytes an execution against a snapshot of 100 KB`,
  goal: GOAL,
  goalInWords: `≤ ${GOAL} ×; ≤ ${BYTES_GOAL} ×`,
  measure: async (place) => {
    const database = await openDatabase({ url: place.databaseUrl, poolSize: 2 });
    try {
      const commits = openCommits(place, database);
      const sides = await measureReads(place, database, commits);
      const { ratio: bytesRatio, ...bytes } = await measureBytes(place, database);
      const detail = { anyMs: median(sides.ours), latestMs: median(sides.theirs), versions: VERSIONS, bytesRatio, ...bytes, anyRoundsMs: sides.ours, latestRoundsMs: sides.theirs };
      return { ratio: sides.ratio, rounds: ROUNDS, ok: sides.ratio <= GOAL && bytesRatio <= BYTES_GOAL, detail };
    } finally {
      await database.close();
    }
  },
};

async function measureReads({ admin }: Place, database: Database, commits: Commits) {
  const projectId = await openProject(admin, `${VERSIONS} versions`);
  await commits.commit(projectId, INCREMENT, 1);
  await fillHistory(database, projectId, VERSIONS);
  await database.read('analyze'); // As a database that has run for a minute: its statistics know its tables.
  const read = async (query: string) => expectData(await admin.get<Snapshot>(`/projects/${projectId}/state${query}`));
  const p99 = async (call: () => Promise<unknown>) => percentile(await latencies(READS, call), 0.99);
  const any = () => read(`?version=${Math.floor(Math.random() * (VERSIONS + 1))}`);
  return alternate({ rounds: ROUNDS, warmUp: 1 }, () => p99(any), () => p99(() => read('')));
}

/** Checkpoints count with the executions that they stand for. */
async function measureBytes(place: Place, database: Database) {
  const packs = mkdtempSync(join(tmpdir(), 'gatehouse-bench-packs-'));
  try {
    writeFileSync(join(packs, 'archive.yaml'), largeComponent());
    const commits = openCommits(place, database, packs);
    const projectId = await openProject(place.admin, 'A large state');
    await commits.commit(projectId, INCREMENT, COMMITS);
    const bytesPerExecution = (await bytesOf(database, STORED, projectId)) / COMMITS;
    const bytesOfSnapshot = await bytesOf(database, SNAPSHOT, projectId);
    return { ratio: bytesPerExecution / bytesOfSnapshot, bytesPerExecution, bytesOfSnapshot };
  } finally {
    rmSync(packs, { recursive: true, force: true });
  }
}

/** A pack with one component whose state is large and does not compress. */
function largeComponent(): string {
  const schema = { type: 'object', required: ['text'], additionalProperties: false, properties: { text: { type: 'string' } } };
  const initialState = { text: randomBytes(LARGE).toString('base64') };
  return JSON.stringify({ pack: 'archive', components: [{ id: 'bench.archive', title: 'Archive', stateSchema: schema, initialState }], actions: [] }); // JSON is YAML.
}

async function bytesOf(database: Database, statement: string, projectId: string): Promise<number> {
  const [row] = await database.read<{ bytes: string }>(statement, [projectId]);
  return Number(row?.bytes);
}
