import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Account } from './child.ts';
import { LaunchProblem } from './launch-problem.ts';

const USER = 'postgres';
const WAY_OUT = 'Start as an ordinary user, or set DATABASE_URL.';

/** The account for Postgres, which refuses to run as root: null for an ordinary user, who runs it as himself. */
export function postgresAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  return findAccount() ?? createAccount();
}

/**
 * The command that runs a Postgres program under its account. Where the account may not even pass the folders on the
 * way (a checkout in a private home), it keeps root's right to read, and nothing else of root's.
 */
export function underAccount({ account, paths, command, args }: { account: Account | null; paths: string[]; command: string; args: string[] }) {
  if (account === null || paths.every((path) => mayPass(dirname(path), account))) return { command, args, account: account ?? undefined };

  const keep = ['--inh-caps=-all,+dac_override', '--ambient-caps=+dac_override', '--bounding-set=-all,+dac_override'];
  const switches = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups', ...keep];
  return { command: 'setpriv', args: [...switches, '--', command, ...args], account: undefined };
}

/** Lets the account pass through a folder that is root's alone, without seeing what else is in it. Other folders stay as they are. */
export function letPass(directory: string, account: Account | null): void {
  const { mode, uid } = statSync(directory);
  if (account === null || uid !== 0 || (mode & 0o777) !== 0o700) return;
  chownSync(directory, uid, account.gid);
  chmodSync(directory, 0o710);
}

function findAccount(): Account | null {
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith(`${USER}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

function createAccount(): Account {
  const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', USER], { timeout: 10_000 });
  const account = made.status === 0 ? findAccount() : null;
  if (account === null) throw new LaunchProblem(`Postgres cannot run as root, and no account '${USER}' could be made. ${WAY_OUT}`);
  return account;
}

function mayPass(directory: string, account: Account): boolean {
  const { mode, gid } = statSync(directory);
  if ((mode & (gid === account.gid ? 0o010 : 0o001)) === 0) return false;
  const parent = dirname(directory);
  return parent === directory || mayPass(parent, account);
}
