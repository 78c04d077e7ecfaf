import { join } from 'node:path';
import { env } from 'node:process';
import { parseArgs } from 'node:util';
import { readConfig } from '../platform/config.ts';
import { ConfigError } from '../platform/variables.ts';
import { createFamily, type Family } from './family.ts';
import { openHome } from './home.ts';
import { launch, type Addresses } from './launch.ts';
import { LaunchProblem } from './launch-problem.ts';
import { openProcessRegister, type ProcessRegister } from './process-register.ts';

const STOP_WITHIN_MS = 45_000;

/** Runs Gatehouse on this computer until a signal, a dead child or a problem ends it; answers the exit code. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { 'temporal-cli': { type: 'string' } } });
  const config = readConfig(env);
  const home = openHome(config.home);
  const stop = whenAskedToStop();
  const register = await openProcessRegister(home.path('processes.json'));
  const family = createFamily(register);
  try {
    const up = launch({ root: join(import.meta.dirname, '..'), config, environment: env, temporalCli: values['temporal-cli'] ?? null, home, family });
    up.catch(() => undefined); // What it says no longer matters once a stop was asked for.
    const addresses = await Promise.race([up, stop]);
    if (addresses === 'stop') return 0;

    process.stdout.write(welcome(addresses, home.path('logs')));
    return await untilTheEnd({ family, stop });
  } finally {
    await windUp(family, register);
  }
}

/** Resolves at the first signal, or when the process that started this one is gone; later signals change nothing. */
function whenAskedToStop(): Promise<'stop'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve('stop'));
    process.once('disconnect', () => resolve('stop'));
  });
}

async function untilTheEnd({ family, stop }: { family: Family; stop: Promise<'stop'> }): Promise<number> {
  const end = await Promise.race([stop, family.firstDeath]);
  if (end === 'stop') return 0;
  throw new LaunchProblem(end.child.lastWords(end.how));
}

/** Ends every child in order. The hard deadline is for what nobody foresaw; the next start clears what it leaves. */
async function windUp(family: Family, register: ProcessRegister): Promise<void> {
  const deadline = setTimeout(() => process.exit(1), STOP_WITHIN_MS);
  await family.stop();
  register.close();
  clearTimeout(deadline);
}

const welcome = ({ signInUrl, temporalUiUrl }: Addresses, logs: string): string =>
  [
    '',
    'Gatehouse is ready. The link signs you in once, within ten minutes.',
    `  Page          ${signInUrl}`,
    ...(temporalUiUrl === null ? [] : [`  Temporal Web  ${temporalUiUrl}`]),
    `  Logs          ${logs}`,
    'Ctrl-C stops everything; all data stays.',
    '',
  ].join('\n');

function explain(error: unknown): string {
  if (error instanceof LaunchProblem || error instanceof ConfigError) return error.message;
  return `The start failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

const exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  return 1;
});
process.exit(exitCode);
