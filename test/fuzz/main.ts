import process from 'node:process';
import { parseArgs } from 'node:util';
import { startHouse, type House } from '../support/house.ts';
import { startServices } from '../support/services.ts';
import { runSchemathesis } from './schemathesis.ts';
import { prepareTargets } from './targets.ts';

const CHECKS = 'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance';
const MAX_CASES = 1_000_000;
const METRICS_TOKEN = 'a token for metrics';

/** These close the project on everybody else, so they come last. */
const CLOSING = ['lockProject', 'archiveProject', 'stopProject', 'purgeProject'];
/** A stream has no end to wait for. */
const ENDLESS = ['streamEvents'];

/** Sends random calls, right and wrong ones, to a fresh Gatehouse, and fails on a fault or on an answer that the OpenAPI document does not name. */
async function fuzz(cases: number, seed: string): Promise<number> {
  const services = await startServices();
  try {
    const house = await startHouse({ METRICS_TOKEN });
    try {
      const code = await send(house, cases, seed);
      console.log(`The event loop of the api was late by ${Math.round((await latenessOf(house)) * 1_000)} ms at most in 99 of 100 looks; 100 ms are wanted.`);
      return code;
    } finally {
      await house.stop();
    }
  } finally {
    await services.stop();
  }
}

async function send(house: House, cases: number, seed: string): Promise<number> {
  const token = await prepareTargets(house.adminSession, house.directory);
  const perOperation = Math.max(1, Math.ceil(cases / (await countOperations(house.url))));
  const always = ['--checks', CHECKS, '--phases', 'examples,coverage,fuzzing', '--max-examples', String(perOperation), '--seed', seed, '--request-timeout', '60'];
  const quiet = ['--continue-on-failure', '--suppress-health-check', 'all', '--warnings', 'off', '--header', `Authorization: Bearer ${token}`];
  const run = (which: 'include' | 'exclude', operations: readonly string[]) =>
    runSchemathesis(['run', `${house.url}/openapi.json`, ...always, ...quiet, ...operations.flatMap((name) => [`--${which}-operation-id`, name])], house.directory);
  const codes = [await run('exclude', [...CLOSING, ...ENDLESS]), await run('include', CLOSING)];
  return Math.max(...codes);
}

/** How late the event loop of the api was since it started, in seconds, at the 99th percentile. */
async function latenessOf({ url }: House): Promise<number> {
  const text = await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })).text();
  return Number(/^nodejs_eventloop_lag_p99_seconds ([\d.e-]+)$/m.exec(text)?.[1]);
}

async function countOperations(url: string): Promise<number> {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: Record<string, object> };
  return Object.values(document.paths).reduce((sum, path) => sum + Object.keys(path).length, 0);
}

const { values } = parseArgs({ options: { cases: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } } });
const cases = Number(values.cases);
if (!Number.isInteger(cases) || cases < 1 || cases > MAX_CASES) throw new Error(`--cases is ${values.cases}; expected a whole number from 1 to ${MAX_CASES}.`);
process.exitCode = await fuzz(cases, values.seed);
