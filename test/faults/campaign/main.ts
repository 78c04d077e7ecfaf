import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../support/services.ts';
import { killedParts } from './r1-killed-parts.ts';
import { recovery } from './r2-recovery.ts';
import { badNetwork } from './r3-bad-network.ts';
import { edges } from './r4-edges.ts';
import { approvals } from './r5-approvals.ts';
import { secrets } from './r9-secrets.ts';
import type { Report, Settings } from './report.ts';

/** `npm run faults -- --campaign R1 --requests 10000 --seed 1` runs one campaign, and without a name all of them; acknowledged requests go to .gatehouse/faults as JSON lines. */
const campaigns: Record<string, { asks: string; run: (settings: Settings) => Promise<Report>; rounds: number }> = {
  R1: { asks: 'worker, api, Temporal and Postgres killed with SIGKILL', run: killedParts, rounds: 50 },
  R2: { asks: 'how long until answers come again', run: recovery, rounds: 5 },
  R3: { asks: 'a network that cuts, delays, stalls and swallows answers', run: badNetwork, rounds: 1 },
  R4: { asks: '64 clients at the edges of budget, quota and rate', run: edges, rounds: 1_000 },
  R5: { asks: 'votes, changes, restarts and self-approval while requests wait for people', run: approvals, rounds: 40 },
  R9: { asks: 'planted secrets, and a search of everything that is kept, logged, measured and answered', run: secrets, rounds: 10 },
};

const { values } = parseArgs({
  options: { campaign: { type: 'string', multiple: true }, requests: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' }, clients: { type: 'string', default: '16' }, rounds: { type: 'string' } },
});
const wanted = values.campaign ?? Object.keys(campaigns);
const unknown = wanted.filter((name) => !Object.hasOwn(campaigns, name));
const numbers = [values.requests, values.seed, values.clients, values.rounds ?? '1'].map(Number);
if (unknown.length > 0 || numbers.some((number) => !Number.isInteger(number) || number < 0)) {
  console.error(`Usage: npm run faults -- [--campaign ${Object.keys(campaigns).join('|')}]… [--requests n] [--seed n] [--clients n] [--rounds n]`);
  process.exit(2);
}

const [requests = 0, seed = 0, clients = 0] = numbers;
const directory = join(root, '.gatehouse', 'faults');
mkdirSync(directory, { recursive: true });
for (const name of wanted) {
  const campaign = campaigns[name];
  if (!campaign) continue;
  const file = join(directory, `${name}-${seed}-${Date.now()}.jsonl`);
  console.log(`${name}  ${campaign.asks} (seed ${seed})`);
  const record: Settings['record'] = (acknowledged) => appendFileSync(file, `${JSON.stringify(acknowledged)}\n`);
  const report = await campaign.run({ requests, seed, clients, rounds: Number(values.rounds ?? campaign.rounds), record });
  print(report, file);
  if (report.findings.length > 0) process.exitCode = 1;
}

function print({ acknowledged, lost, doubled, findings, figures }: Report, file: string): void {
  const rows = { acknowledged, lost, doubled, findings: findings.length, ...figures };
  for (const [name, value] of Object.entries(rows)) console.log(`    ${name.padEnd(34)} ${Number(value.toFixed(1))}`);
  for (const finding of findings.slice(0, 20)) console.log(`    ! ${finding}`);
  console.log(`    ${findings.length === 0 ? 'passed' : 'FAILED'}; the log is ${file}`);
}
