import { startChild, type Child, type StartChild } from './child.ts';
import { freePort } from './free-port.ts';
import { waitUntil } from './wait-until.ts';

const READY_WITHIN_MS = 60_000;

/** What operators filter by in Temporal Web; ids only, because they are stored in clear. */
export const searchAttributes = ['GatehouseProject', 'GatehouseAction', 'GatehouseUser', 'GatehouseStatus'];

// Without these a one-shard server waits a quantum of 50 ms before each dispatch.
const DYNAMIC_CONFIG = ['history.transferProcessorMaxPollRPS=2000', 'history.timerProcessorMaxPollRPS=2000'];

export type TemporalOptions = {
  binary: string;
  port: number;
  uiPort: number | null;
  /** The file that keeps workflows between starts; null keeps them in memory. */
  databaseFile: string | null;
  /** Where Temporal Web asks for decoded payloads, without its last part `/decode`. */
  codecEndpoint?: string;
  logFile: string;
  start?: StartChild;
};

export type Temporal = { address: string; uiUrl: string | null; child: Child };

/** Runs a Temporal dev server on 127.0.0.1 alone, and resolves once it serves its namespace with the search attributes. */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const { binary, port, uiPort, logFile, start = startChild } = options;
  const httpPort = await freePort();
  const child = await start({ name: 'Temporal', command: binary, args: temporalArguments({ ...options, httpPort }), logFile });
  const address = `http://127.0.0.1:${httpPort}/api/v1/namespaces/default/search-attributes`;
  await waitUntil({ what: 'Temporal', children: [child], withinMs: READY_WITHIN_MS, isReady: () => missingAttribute(address) });
  return { address: `127.0.0.1:${port}`, uiUrl: uiPort === null ? null : `http://127.0.0.1:${uiPort}`, child };
}

function temporalArguments({ port, uiPort, httpPort, databaseFile, codecEndpoint }: TemporalOptions & { httpPort: number }): string[] {
  const pragmas = ['journal_mode=wal', 'synchronous=normal'].flatMap((pragma) => ['--sqlite-pragma', pragma]);
  const ui = uiPort === null ? ['--headless'] : ['--ui-ip', '127.0.0.1', '--ui-port', String(uiPort)];
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--http-port', String(httpPort)],
    ...ui,
    ...(codecEndpoint === undefined ? [] : ['--ui-codec-endpoint', codecEndpoint]),
    ...(databaseFile === null ? [] : ['--db-filename', databaseFile, ...pragmas]),
    ...DYNAMIC_CONFIG.flatMap((entry) => ['--dynamic-config-value', entry]),
    ...searchAttributes.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
    ...['--log-level', 'error', '--log-format', 'json'],
  ];
}

async function missingAttribute(address: string): Promise<string | null> {
  try {
    const text = await (await fetch(address, { signal: AbortSignal.timeout(2000) })).text();
    return searchAttributes.every((name) => text.includes(name)) ? null : 'its search attributes are not registered yet';
  } catch {
    return 'it does not answer yet';
  }
}
