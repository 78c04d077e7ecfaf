import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '../db/database.ts';
import { openCommits, type CommittedIntent, type Commits } from './commits.ts';
import { fillHistory } from './fill-history.ts';
import { alternate, median, type Sides } from './measure.ts';
import { openProject } from './open-project.ts';
import type { Place } from './place.ts';
import type { Question } from './question.ts';

const GOAL = 1.15;
const COMPONENTS_GOAL = 1.3;
const ROUNDS = 7;
const COMMITS = 50; // One of them writes a checkpoint.
const LONG = 100_000;
const SHORT = 100;
const MANY = 1_000;
const FEW = 10;
const MAX_OF_PACK = 500;
const INCREMENT: CommittedIntent = { actionId: 'demo.counter.increment', inputs: {} };
const TOUCH: CommittedIntent = { actionId: 'bench.shelf.touch', inputs: {} };
const FILL_COMPONENTS = `insert into component_state (project_id, component_id, version, state)
  select $1, 'bench.shelf_' || n, 1, '{"value": 1}' from generate_series(1, $2::int - 1) n`;

/** Does a commit cost more when the history or the state is large? The projects have every kind of limit. */
export const commitGrowth: Question = {
  id: 'P8',
  asks: `commit with limits and budget: ${LONG} executions against ${SHORT}; ${MANY} state keys against ${FEW}`,
  goal: GOAL,
  goalInWords: `≤ ${GOAL} ×; ≤ ${COMPONENTS_GOAL} ×`,
  measure: async (place) => {
    const database = await openDatabase({ url: place.databaseUrl, poolSize: 2 });
    const packs = mkdtempSync(join(tmpdir(), 'gatehouse-bench-packs-'));
    try {
      const history = await measureHistory(place, database);
      const keys = await measureKeys(place, database, packs);
      const ok = history.ratio <= GOAL && keys.ratio <= COMPONENTS_GOAL;
      const detail = {
        ...{ longHistoryMs: median(history.ours), shortHistoryMs: median(history.theirs), executions: LONG },
        ...{ keysRatio: keys.ratio, manyKeysMs: median(keys.ours), fewKeysMs: median(keys.theirs), keys: MANY },
        ...{ longHistoryRounds: history.ours, shortHistoryRounds: history.theirs, manyKeysRounds: keys.ours, fewKeysRounds: keys.theirs },
      };
      return { ratio: history.ratio, rounds: ROUNDS, ok, detail };
    } finally {
      await database.close();
      rmSync(packs, { recursive: true, force: true });
    }
  },
};

async function measureHistory(place: Place, database: Database): Promise<Sides> {
  const commits = openCommits(place, database);
  const withHistory = async (count: number) => {
    const projectId = await openProject(place.admin, `History of ${count}`);
    await commits.commit(projectId, INCREMENT, 1);
    await fillHistory(database, projectId, count);
    return projectId;
  };
  const [long, short] = [await withHistory(LONG), await withHistory(SHORT)];
  return compare(database, () => meanOf(commits, long, INCREMENT), () => meanOf(commits, short, INCREMENT));
}

async function measureKeys(place: Place, database: Database, packs: string): Promise<Sides> {
  const withKeys = async (count: number) => {
    const directory = mkdtempSync(join(packs, 'pack-'));
    writeShelves(directory, count);
    const commits = openCommits(place, database, directory);
    const projectId = await openProject(place.admin, `${count} keys`);
    await database.read(FILL_COMPONENTS, [projectId, count]);
    return () => meanOf(commits, projectId, TOUCH);
  };
  const [many, few] = [await withKeys(MANY), await withKeys(FEW)];
  return compare(database, many, few);
}

async function compare(database: Database, ours: () => Promise<number>, theirs: () => Promise<number>): Promise<Sides> {
  await database.read('analyze'); // As a database that has run for a minute: its statistics know its tables.
  return alternate({ rounds: ROUNDS, warmUp: 1 }, ours, theirs);
}

/** The mean, because the commit that writes a checkpoint has to count as well. */
async function meanOf(commits: Commits, projectId: string, intent: CommittedIntent): Promise<number> {
  const taken = await commits.commit(projectId, intent, COMMITS);
  return taken.reduce((sum, ms) => sum + ms, 0) / taken.length;
}

/** Packs with so many components of one key each, and an action that changes the first. */
function writeShelves(directory: string, count: number): void {
  const schema = { type: 'object', required: ['value'], additionalProperties: false, properties: { value: { type: 'integer' } } };
  const components = Array.from({ length: count }, (_, index) => ({ id: index === 0 ? 'bench.shelf' : `bench.shelf_${index}`, title: `Shelf ${index}`, stateSchema: schema, initialState: { value: 0 } }));
  const touch = {
    ...{ id: TOUCH.actionId, version: 1, title: 'Touch the shelf', description: 'Adds one to its value.', examples: ['touch the shelf'], targets: ['bench.shelf'] },
    ...{ inputSchema: { type: 'object', additionalProperties: false, properties: {} }, risk: 'low', cost: 1 },
    changes: [{ path: ['bench.shelf', 'value'], value: { '+': [{ val: ['state', 'bench.shelf', 'value'] }, 1] } }],
  };
  for (let first = 0; first < count; first += MAX_OF_PACK) {
    const pack = { pack: `bench_${first}`, components: components.slice(first, first + MAX_OF_PACK), actions: first === 0 ? [touch] : [] };
    writeFileSync(join(directory, `shelves-${first}.yaml`), JSON.stringify(pack)); // JSON is YAML.
  }
}
