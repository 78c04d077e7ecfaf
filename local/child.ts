import { spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, renameSync, statSync } from 'node:fs';
import { lastWords } from './last-words.ts';
import { LaunchProblem } from './launch-problem.ts';
import { identityOf } from './process-identity.ts';
import { stopProcess } from './stop-process.ts';

const MAX_LOG_BYTES = 20 * 1024 * 1024;

/** The account a child runs under, where it may not be the launcher's own. */
export type Account = { uid: number; gid: number };

export type ChildOptions = {
  name: string;
  command: string;
  args: string[];
  logFile: string;
  environment?: NodeJS.ProcessEnv;
  directory?: string;
  account?: Account;
  stopSignal?: NodeJS.Signals;
  /** It is expected to end by itself. */
  isTask?: boolean;
};

/** One process that the launcher owns. */
export type Child = {
  name: string;
  pid: number;
  identity: string;
  logFile: string;
  stopSignal: NodeJS.Signals;
  /** Resolves, and never rejects, when the process has ended, with its exit code or signal. */
  ended: Promise<string>;
  /** The sentence for an end that nobody asked for. */
  lastWords: (how: string) => string;
  stop: (options: { withinMs: number }) => Promise<void>;
};

/** Starts a child; the launcher's way also writes it down. */
export type StartChild = (options: ChildOptions) => Promise<Child>;

/**
 * Starts a process in a session of its own, so that Ctrl-C in a terminal reaches the launcher alone and the order of
 * the stop is the launcher's. What it prints goes straight to its log file, so it outlives a killed launcher's pipes.
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  const { name, command, args, logFile, environment, directory, account, stopSignal = 'SIGTERM' } = options;
  const log = openLog(logFile);
  const from = fstatSync(log).size;
  const child = spawn(command, args, { stdio: ['ignore', log, log], detached: true, cwd: directory, env: environment, ...account });
  closeSync(log);

  const ended = new Promise<string>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? `code ${code ?? 'unknown'}`)));
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => reject(new LaunchProblem(`${name} could not be started from ${command}: ${error.message}.`)));
  });

  const { pid } = child;
  const identity = pid === undefined ? null : identityOf(pid);
  const explain = (how: string): string => lastWords({ name, how, logFile, from });
  if (pid === undefined || identity === null) throw new LaunchProblem(explain(await ended));
  return {
    name, pid, identity, logFile, stopSignal, ended, lastWords: explain,
    stop: async ({ withinMs }) => {
      await stopProcess({ pid, identity, signal: stopSignal, withinMs });
    },
  };
}

function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > MAX_LOG_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}
