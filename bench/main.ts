import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { backtestRate } from './backtest-rate.ts';
import { chatTurn } from './chat-turn.ts';
import { commitGrowth } from './commit-growth.ts';
import { eventArrival } from './event-arrival.ts';
import { expressions } from './expressions.ts';
import { intentLatency } from './intent-latency.ts';
import { intentThroughput } from './intent-throughput.ts';
import { openPlace } from './place.ts';
import { planPreview } from './plan-preview.ts';
import { policyDecisions } from './policy-decisions.ts';
import type { Finding, Question } from './question.ts';
import { secondStart } from './second-start.ts';
import { simulationCost } from './simulation-cost.ts';
import { stateHistory } from './state-history.ts';
import { transactionThroughput } from './transaction-throughput.ts';

/** `npm run bench` asks every question, `npm run bench -- P1 P4` some; the table is for a person, bench/results.json for a machine. */
const questions = [intentLatency, intentThroughput, transactionThroughput, policyDecisions, expressions, backtestRate, commitGrowth, simulationCost, planPreview, stateHistory, chatTurn, eventArrival, secondStart];
const RESULTS = join(import.meta.dirname, 'results.json');

const wanted = process.argv.slice(2);
const unknown = wanted.filter((id) => !questions.some((question) => question.id === id));
if (unknown.length > 0) {
  console.error(`There is no question ${unknown.join(', ')}; expected some of ${questions.map(({ id }) => id).join(', ')}.`);
  process.exit(2);
}

const place = await openPlace();
try {
  console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`);
  const results: (Finding & Pick<Question, 'id' | 'goal'>)[] = [];
  for (const { id, asks, goal, goalInWords, unit = '×', measure } of questions.filter((question) => wanted.length === 0 || wanted.includes(question.id))) {
    const { ratio, ok, rounds, detail } = rounded(await measure(place));
    results.push({ id, ratio, goal, ok, rounds, detail });
    console.log(`${id}  ${asks}\n    ${ratio} ${unit}   goal ${goalInWords}   ${ok ? 'reached' : 'missed'}   ${figures(detail)}`);
  }
  writeFileSync(RESULTS, `${JSON.stringify(withEarlier(results), null, 2)}\n`);
  process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
} finally {
  await place.stop();
}

/** What was not asked this time stays in the file as it was found last, in the order of the questions. */
function withEarlier(found: readonly { id: string }[]): unknown[] {
  const earlier: { id: string }[] = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : [];
  return questions.flatMap(({ id }) => found.find((one) => one.id === id) ?? earlier.find((one) => one.id === id) ?? []);
}

/** The single figures; those of the rounds stand in the file. */
function figures(detail: Finding['detail']): string {
  return Object.entries(detail).flatMap(([name, value]) => (typeof value === 'number' ? [`${name} ${value}`] : [])).join(', ');
}

function rounded({ ratio, detail, ...rest }: Finding): Finding {
  const round = (value: number, digits: number) => Number(value.toFixed(digits));
  const shorter = Object.entries(detail).map(([name, value]) => [name, typeof value === 'number' ? round(value, 2) : value.map((one) => round(one, 2))] as const);
  return { ...rest, ratio: round(ratio, 3), detail: Object.fromEntries(shorter) };
}
