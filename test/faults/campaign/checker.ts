import type { Sql } from '../../acceptance/sql.ts';
import { type Acknowledged, TURN } from './ask.ts';
import { type Books, readBooks } from './books.ts';

/** What the database says of a campaign's acknowledged requests. No finding means that nothing was lost, doubled or torn. */
export type Verdict = { lost: number; doubled: number; findings: string[] };

/** Compares what was acknowledged with what is recorded, project after project. */
export async function check(sql: Sql, projectIds: readonly string[], acknowledged: readonly Acknowledged[]): Promise<Verdict> {
  const verdict: Verdict = { lost: 0, doubled: 0, findings: [] };
  for (const projectId of projectIds) {
    const books = await readBooks(sql, projectId);
    const mine = acknowledged.filter((one) => one.projectId === projectId);
    const lost = lostOf(books, mine);
    const doubled = doubledOf(books);
    verdict.lost += lost.length;
    verdict.doubled += doubled.length;
    const findings = [...lost, ...doubled, ...chainFindings(books), ...versionFindings(books), ...ledgerFindings(books), ...effectFindings(books), ...counterFindings(books, mine)];
    verdict.findings.push(...findings.map((finding) => `${projectId}: ${finding}`));
  }
  return verdict;
}

/** Acknowledged, and not recorded as it was acknowledged. */
function lostOf({ executions }: Books, acknowledged: readonly Acknowledged[]): string[] {
  const recorded = new Map(executions.map((execution) => [execution.executionId, execution]));
  return acknowledged.flatMap(({ requestId, executionId, status, stateVersion }) => {
    const row = recorded.get(executionId);
    if (!row) return [`${requestId} was acknowledged and is lost`];
    const isSame = row.requestId === requestId && row.status === status && row.stateVersion === stateVersion;
    return isSame ? [] : [`${requestId} is recorded otherwise than it was acknowledged`];
  });
}

/** A request id or an attempt with more than one execution. */
function doubledOf({ executions }: Books): string[] {
  const keys = executions.flatMap(({ requestId, attemptId }) => [`request ${requestId}`, `attempt ${attemptId}`]);
  return repeated(keys).map((key) => `${key} was executed more than once`);
}

function chainFindings({ head, executions }: Books): string[] {
  const isGapless = executions.every(({ seq }, index) => seq === index + 1) && head.chainSeq === executions.length;
  const isLinked = executions.every(({ previousHash }, index) => previousHash === (executions[index - 1]?.hash ?? '')) && head.chainHash === (executions.at(-1)?.hash ?? '');
  return [...(isGapless ? [] : ['the audit rows have a gap']), ...(isLinked ? [] : ['the chain is broken'])];
}

function versionFindings({ head, executions, deltas }: Books): string[] {
  const moved = executions.filter(({ moves }) => moves);
  const isGapless = deltas.every(({ version }, index) => version === index + 1) && head.version === deltas.length;
  const isTold = moved.length === deltas.length && moved.every(({ executionId, stateVersion }, index) => deltas[index]?.executionId === executionId && deltas[index].version === stateVersion);
  return [...(isGapless ? [] : ['the versions have a gap']), ...(isTold ? [] : ['the versions and the executions tell different stories'])];
}

function ledgerFindings({ head, executions, ledger }: Books): string[] {
  const succeeded = executions.filter(({ status }) => status === 'success');
  const spent = succeeded.reduce((sum, { cost }) => sum + cost, 0);
  const isWhole = ledger.length === succeeded.length && ledger.every(({ seq, executionId, cost }, index) => seq === index + 1 && executionId === succeeded[index]?.executionId && cost === succeeded[index].cost);
  const last = ledger.at(-1);
  const isSummed = head.spentTotal === spent && head.successTotal === succeeded.length && (last?.projectTotal ?? 0) === spent && (last?.successTotal ?? 0) === succeeded.length;
  return [...(isWhole ? [] : ['the ledger and the successes differ']), ...(isSummed ? [] : [`the ledger says ${head.spentTotal}, the successes cost ${spent}`])];
}

/** Each success of the action with an effect has one row in the outbox, and nothing else has any. */
function effectFindings({ executions, effects }: Books): string[] {
  const turned = executions.filter(({ actionId, status }) => actionId.split('@')[0] === TURN && status === 'success').map(({ executionId }) => executionId);
  const isSame = effects.length === turned.length && new Set([...turned, ...effects]).size === turned.length;
  return isSame ? [] : [`the outbox has ${effects.length} effects of ${turned.length} successes that have one`];
}

/** The counter is the sum of the acknowledged increments: no other request was ever sent. */
function counterFindings({ counter, turns, executions }: Books, acknowledged: readonly Acknowledged[]): string[] {
  const succeeded = acknowledged.filter(({ status }) => status === 'success');
  const sum = succeeded.reduce((total, { amount }) => total + amount, 0);
  const turned = succeeded.filter(({ actionId }) => actionId === TURN).length;
  return [
    ...(counter === sum ? [] : [`the counter is ${counter}, the acknowledged increments add up to ${sum}`]),
    ...(turns === turned ? [] : [`the valve was turned ${turns} times, acknowledged were ${turned}`]),
    ...(executions.length === acknowledged.length ? [] : [`${executions.length} executions of ${acknowledged.length} acknowledged requests`]),
  ];
}

function repeated(keys: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(keys.filter((key) => seen.has(key) || !seen.add(key)))];
}
