import type { Command } from 'commander';
import type { Backtest } from '../../contract/backtest.ts';
import { routes } from '../../contract/routes.ts';
import { CommandError } from '../command-error.ts';
import { describeBacktest } from '../describe-backtest.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { listAll } from '../list-all.ts';
import { pause } from '../pause.ts';
import { readInstant } from '../read-instant.ts';
import { requirePolicyFile } from '../read-policy-file.ts';
import type { Shell } from '../shell.ts';
import { wholeNumber } from '../whole-number.ts';

const LOOK_EVERY_MS = 500;
const MAX_LOOKS = 7_200; // An hour.
const MAX_COUNT = 1_000_000_000;

type Options = { from?: string; to?: string; maxFlips?: number };

/** `gatehouse policy backtest`: replays what is recorded under a policy; exits with 3 where more decisions flip than may. */
export function addPolicyBacktest(group: Command, shell: Shell): void {
  group
    .command('backtest <file>')
    .description("what a policy ('-' for standard input) would have made of the recorded decisions")
    .option('--from <time>', 'only decisions from this time on, such as 2026-03-01T00:00:00Z')
    .option('--to <time>', 'only decisions before this time')
    .option('--max-flips <count>', 'exit with 3 where more decisions would have come out differently', wholeNumber(0, MAX_COUNT))
    .action(shell.act((file: string, options: Options) => backtest(shell, file, options)));
}

async function backtest(shell: Shell, file: string, { from, to, maxFlips = MAX_COUNT }: Options) {
  const policy = await requirePolicyFile(shell.terminal, file);
  const projectId = await shell.projectId();
  const body = { policy, ...(from !== undefined && { from: readInstant(from) }), ...(to !== undefined && { to: readInstant(to) }) };
  const { backtestId } = await shell.client().call(routes.postBacktest, { params: { projectId }, body });
  const ended = await untilItEnds(shell, { projectId, backtestId });
  if (ended.status !== 'done') throw new CommandError(ended.error ?? `The backtest ${backtestId} still runs.`);
  const members = await listAll((query) => shell.client().call(routes.listMembers, { params: { projectId }, query }));
  shell.show(ended, describeBacktest(ended, new Map(members.map(({ userId, username }) => [userId, username]))));
  return ended.flipCount > maxFlips ? EXIT_CODES.refused : EXIT_CODES.done;
}

/** The backtest once it has ended, or as it is after an hour; meanwhile a person sees how far it is. */
async function untilItEnds(shell: Shell, params: { projectId: string; backtestId: string }): Promise<Backtest> {
  const look = () => shell.client().call(routes.getBacktest, { params });
  let latest = await look();
  for (let looks = 0; looks < MAX_LOOKS && latest.status === 'running'; looks += 1) {
    await pause(LOOK_EVERY_MS);
    const before = latest.progress;
    latest = await look();
    if (latest.progress > before) shell.terminal.warn(`${Math.round(latest.progress * 100)} %, ${latest.replayed} decisions`);
  }
  return latest;
}
