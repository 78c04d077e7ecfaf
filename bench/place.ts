import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { migrateDatabase, startApplication, whenReady } from '../local/applications.ts';
import { createFamily } from '../local/family.ts';
import { freePort } from '../local/free-port.ts';
import { openHome } from '../local/home.ts';
import { openProcessRegister } from '../local/process-register.ts';
import { startPostgres } from '../local/postgres.ts';
import { startTemporal } from '../local/temporal.ts';
import { temporalBinary } from '../local/temporal-binary.ts';
import { caller, signIn, type Session } from '../test/support/http.ts';
import { binaryCache, root } from '../test/support/services.ts';

const BARE_QUEUE = 'bare';
const POLLED_WITHIN_MS = 60_000;

/** Where the questions are asked: services with the settings that `npm start` gives them, and both sides at work. */
export type Place = {
  admin: Session;
  databaseUrl: string;
  secretKeys: string;
  /** Runs one bare workflow to its end. */
  runBare: () => Promise<void>;
  /** How many events the history of a workflow has. */
  historyLength: (workflowId: string) => Promise<number>;
  stop: () => Promise<void>;
};

/** Starts Postgres, Temporal, Gatehouse's api and worker, and the worker of the bare workflow. */
export async function openPlace(): Promise<Place> {
  const directory = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
  chmodSync(directory, 0o755); // Postgres may run under an account of its own.
  const register = await openProcessRegister(join(directory, 'processes.json'));
  const family = createFamily(register);
  const close = async () => {
    await family.stop();
    register.close();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const home = openHome(directory);
    const { start } = family;
    const postgres = await startPostgres({ directory: home.path('postgres'), password: 'bench', logFile: home.logFile('postgres'), start });
    const binary = await temporalBinary({ named: process.env['TEMPORAL_CLI_PATH'] ?? null, cache: binaryCache });
    const { address } = await startTemporal({ binary, port: await freePort(), uiPort: null, databaseFile: home.path('temporal.sqlite'), logFile: home.logFile('temporal'), start });

    const port = await freePort();
    const secrets = { SECRET_KEYS: `k1:${randomBytes(32).toString('base64')}`, ADMIN_PASSWORD: randomBytes(12).toString('hex') };
    const network = { HOST: '127.0.0.1', PORT: String(port), DATABASE_URL: postgres.url, TEMPORAL_ADDRESS: address, GATEHOUSE_HOME: directory };
    const environment = { ...process.env, ...network, ...secrets, HTTP_RATE_PER_MINUTE: '1000000' };
    const program = { root, home, environment, start };
    await migrateDatabase(program);
    const children = [await startApplication('worker', program), await startApplication('api', program)];
    await start({ name: 'bare worker', command: process.execPath, args: [join(root, 'bench', 'bare', 'main.ts'), address, BARE_QUEUE], directory: root, environment, logFile: home.logFile('bare') });
    const url = `http://127.0.0.1:${port}`;
    await whenReady({ url, children });

    const connection = await Connection.connect({ address });
    const { workflow } = new Client({ connection });
    const runBare = () => workflow.execute('bareRun', { taskQueue: BARE_QUEUE, workflowId: `bare-${randomBytes(8).toString('hex')}` }).then(() => undefined);
    const historyLength = async (workflowId: string) => (await workflow.getHandle(workflowId).describe()).historyLength;
    await Promise.race([runBare(), timeout('The bare worker')]);
    const admin = keepConnected(await signIn(url, { username: 'admin', password: secrets.ADMIN_PASSWORD }));
    return {
      ...{ admin, databaseUrl: postgres.url, secretKeys: secrets.SECRET_KEYS, runBare, historyLength },
      stop: async () => {
        await connection.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The same caller on kept connections, as a browser and as the client of the bare workflow has them. */
function keepConnected({ url, cookie, me }: Session): Session {
  const { header, token } = me.csrf;
  return { ...caller(url, { cookie, [header]: token, connection: 'keep-alive' }), cookie, me };
}

const timeout = (what: string): Promise<never> =>
  new Promise((_resolve, reject) => setTimeout(() => reject(new Error(`${what} did not answer within ${POLLED_WITHIN_MS / 1_000} s.`)), POLLED_WITHIN_MS).unref());
