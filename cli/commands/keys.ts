import type { KeyState, ReEncryption } from '../../contract/key-ring.ts';
import { routes } from '../../contract/routes.ts';
import type { AddCommand } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { EXIT_CODES, type ExitCode } from '../exit-code.ts';
import { pause } from '../pause.ts';
import type { Shell } from '../shell.ts';
import { table } from '../table.ts';

const LOOK_EVERY_MS = 1_000;
const MOST_LOOKS = 6 * 3_600;

/** `gatehouse keys`: which master keys there are, and sealing anew what older ones have sealed. */
export const addKeys: AddCommand = (program, shell) => {
  const group = program.command('keys').description('the master keys, and sealing anew what older ones have sealed');
  group.command('list').description('the keys, and what each of them is needed for').action(shell.act(() => listKeys(shell)));
  group
    .command('re-encrypt')
    .description('seal anew, with the first key of SECRET_KEYS, what other keys have sealed')
    .option('--wait', 'wait for its end')
    .action(shell.act(({ wait = false }: { wait?: boolean }) => startRun(shell, wait)));
  group.command('status [run]').description('how far a run is; without an id, the newest').action(shell.act((runId?: string) => showRun(shell, runId)));
  group.command('cancel <run>').description('end a run where it is').action(shell.act((runId: string) => cancelRun(shell, runId)));
};

async function listKeys(shell: Shell): Promise<ExitCode> {
  const report = await shell.client().call(routes.getKeyRing, {});
  const rows = report.keys.map((key) => [key.keyId, roleOf(key), sealedBy(key), key.chainRows]);
  const advice = report.keys.map((key) => `${key.keyId}: ${key.advice}`);
  shell.show(report, [table(['KEY', 'ROLE', 'SEALED', 'SIGNED'], rows), '', ...advice].join('\n'));
  return EXIT_CODES.done;
}

function roleOf({ isCurrent, isHeld, canary }: KeyState): string {
  if (canary === 'wrong' && isHeld) return 'wrong key';
  if (isCurrent) return 'seals';
  return isHeld ? 'opens' : 'missing';
}

const sealedBy = ({ sealedRows }: KeyState): number => Object.values(sealedRows).reduce((sum, rows) => sum + rows, 0);

async function startRun(shell: Shell, isAwaited: boolean): Promise<ExitCode> {
  const started = await shell.client().call(routes.postReEncryption, {});
  if (isAwaited) return showEnd(shell, await waitForEnd(shell, started.runId));
  shell.show(started, `The run ${started.runId} has begun. See how far it is with: gatehouse keys status`);
  return EXIT_CODES.done;
}

async function waitForEnd(shell: Shell, runId: string): Promise<ReEncryption> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const run = await shell.client().call(routes.getReEncryption, { params: { runId } });
    if (run.status !== 'running') return run;
    await pause(LOOK_EVERY_MS);
  }
  throw new CommandError(`The run ${runId} still goes on; look again with: gatehouse keys status`);
}

async function showRun(shell: Shell, runId: string | undefined): Promise<ExitCode> {
  if (runId !== undefined) return showEnd(shell, await shell.client().call(routes.getReEncryption, { params: { runId } }));
  const [newest] = (await shell.client().call(routes.getKeyRing, {})).runs;
  if (newest) return showEnd(shell, newest);
  shell.show(null, 'Nothing has been sealed anew yet.');
  return EXIT_CODES.done;
}

async function cancelRun(shell: Shell, runId: string): Promise<ExitCode> {
  const run = await shell.client().call(routes.cancelReEncryption, { params: { runId } });
  shell.show(run, describeRun(run));
  return EXIT_CODES.done;
}

function showEnd(shell: Shell, run: ReEncryption): ExitCode {
  shell.show(run, describeRun(run));
  return run.status === 'failed' ? EXIT_CODES.error : EXIT_CODES.done;
}

/** What a run has come to, in lines. */
function describeRun({ runId, status, keyId, table: at, done, failed, missed, error }: ReEncryption): string {
  const place = at === null ? '' : `, at ${at}`;
  const lines = missed.map((row) => `  not opened: ${row.table} ${row.key.join(' ')}`);
  return [`${runId}: ${status}${place}; ${done} sealed anew with ${keyId}, ${failed} not opened.`, ...(error === null ? [] : [error]), ...lines].join('\n');
}
