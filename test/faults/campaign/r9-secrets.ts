import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../../local/free-port.ts';
import { createUser, expectData } from '../../support/http.ts';
import { startScriptedModel, type ScriptedModel } from '../../support/scripted-model.ts';
import { openGrounds, type Grounds } from './grounds.ts';
import { askEverything, listenToAll, type Onlooker } from './r9/listen.ts';
import { mintMark, openPlot, type Plot } from './r9/planted.ts';
import { openSearch, type Search } from './r9/search.ts';
import { sow, type Field } from './r9/sow.ts';
import type { Report, Settings } from './report.ts';
import { createSeeded } from './seeded.ts';

const SETTLE_MS = 3_000; // Visibility, logs and messages that cannot be delivered follow with a little delay.
const CONTROL = /^a control/;

/** Where the controls, which are no secrets, have to be found, or the search has looked at nothing. */
const CONTROLS = [
  /^a control in clear is found in the table component_state$/,
  /^a control in clear is found in the answer of getState to a viewer$/,
  /^a control in clear is found in the stream of a viewer$/,
  /^a control by id is found in the file temporal\.sqlite/,
  /^a control by id is found in the file logs\/api\.log$/,
  /^a control by id is found in the file logs\/worker\.log$/,
  /^a control by name is found in the metrics$/,
];

/** R9: secrets come in by every door and are used; afterwards nothing that is kept, logged, measured or answered to others holds one of them, in any form. */
export async function secrets({ seed, rounds, parent }: Settings): Promise<Report> {
  const plot = openPlot();
  const model = await startScriptedModel();
  const settings = plantSettings(plot, model);
  const grounds = await openGrounds({ seeded: createSeeded(seed), environment: settings.environment, ...(parent && { parent }) });
  const search = openSearch(plot.planted);
  try {
    for (let round = 0; round < rounds; round += 1) await oneRound(grounds, { plot, model, search, settings }, round);
    await withTemporalKey(grounds, plot);
    await sleep(SETTLE_MS);
    await search.files(grounds.directory, ['logs/*', 'temporal.sqlite*', 'media/**']);
    await search.database(grounds.databaseUrl);
    search.text('the metrics', await readMetrics(grounds, settings.metricsToken));
  } finally {
    await grounds.stop();
    await model.stop();
  }
  const found = search.findings;
  const missed = CONTROLS.filter((control) => !found.some((finding) => control.test(finding))).map((control) => `a control was not found: ${control.source}`);
  return { acknowledged: 0, lost: 0, doubled: 0, findings: [...found.filter((finding) => !CONTROL.test(finding)), ...missed], figures: { secrets: plot.planted().length, ...search.figures } };
}

type Ready = { plot: Plot; model: ScriptedModel; search: Search; settings: ReturnType<typeof plantSettings> };

/** What the house is configured with and must keep to itself. */
function plantSettings(plot: Plot, model: ScriptedModel) {
  const openaiKey = plot.plant('the key of the model');
  const metricsToken = plot.plant('the token of the metrics');
  const keys = plot.note('a master key', randomBytes(32).toString('base64'));
  const adminPassword = plot.plant('the password of the first admin');
  plot.note('a control by name', 'engine_execution_total');
  const identity = { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'gatehouse', OIDC_CLIENT_SECRET: plot.plant('the secret of the identity provider') };
  const models = { LLM_PROVIDER: 'openai', OPENAI_API_KEY: openaiKey, OPENAI_API_BASE: model.baseUrl, OPENAI_MODEL: 'scripted-1' };
  const environment = { ...identity, ...models, METRICS_TOKEN: metricsToken, SECRET_KEYS: `k1:${keys}`, ADMIN_PASSWORD: adminPassword, LOG_LEVEL: 'debug', PACKS_DIR: join(import.meta.dirname, 'r9', 'packs') };
  return { environment, openaiKey, metricsToken };
}

async function oneRound(grounds: Grounds, { plot, model, search, settings }: Ready, round: number): Promise<void> {
  const field = await sow({ grounds, plot, model, openaiKey: settings.openaiKey }, round);
  plot.note('a control by id', field.projectId);
  await fetch(`${grounds.admin.url}/api/v1/auth/oidc/login`, { redirect: 'manual' });
  const onlookers = await gather(grounds, field);
  await listenToAll(search, onlookers.filter(({ name }) => name !== 'an outsider'), field.projectId);
  await askEverything(search, onlookers, field.ids);
}

async function gather({ admin }: Grounds, { projectId }: Field): Promise<Onlooker[]> {
  const viewer = await createUser(admin);
  const operator = await createUser(admin);
  for (const [session, role] of [[viewer, 'viewer'], [operator, 'operator']] as const) expectData(await admin.put(`/projects/${projectId}/members/${session.me.user.userId}`, { role }));
  return [
    { name: 'a viewer', session: viewer },
    { name: 'another operator', session: operator },
    { name: 'an admin', session: admin },
    { name: 'a system admin', session: await createUser(admin, { isSystemAdmin: true }) },
    { name: 'an outsider', session: await createUser(admin) },
  ];
}

/** A process that is given a key for Temporal, which this Temporal does not take: it tries, and complains in its log. */
async function withTemporalKey(grounds: Grounds, plot: Plot): Promise<void> {
  for (const room of ['api', 'worker'] as const) {
    const child = await grounds.startBeside(room, { TEMPORAL_API_KEY: plot.note('the key of Temporal', mintMark('temporal')), PORT: String(await freePort()) });
    await Promise.race([child.ended, sleep(SETTLE_MS)]);
    await child.stop({ withinMs: 15_000 });
  }
}

async function readMetrics({ admin }: Grounds, token: string): Promise<string> {
  const answer = await fetch(`${admin.url}/metrics`, { headers: { authorization: `Bearer ${token}`, connection: 'close' } });
  return answer.text();
}
