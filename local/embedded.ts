import type { Config } from '../platform/config.ts';
import type { StartChild } from './child.ts';
import { rememberedPort } from './free-port.ts';
import type { Home } from './home.ts';
import { startPostgres } from './postgres.ts';
import { letPass, postgresAccount } from './postgres-account.ts';
import { requireReachable } from './require-reachable.ts';
import { secretFile } from './secret-file.ts';
import { step } from './step.ts';
import { startTemporal } from './temporal.ts';
import { temporalBinary } from './temporal-binary.ts';

const POSTGRES_PORT = 5432;
const TEMPORAL_PORT = 7233;
const TEMPORAL_UI_PORT = 8233;

export type EmbeddedOptions = { config: Config; home: Home; start: StartChild };

/** The database of the configuration, or an embedded Postgres that keeps its data in the home. */
export async function provideDatabase({ config, home, start }: EmbeddedOptions): Promise<string> {
  if (config.databaseUrl !== null) {
    const { hostname, port } = new URL(config.databaseUrl);
    await requireReachable({ variable: 'DATABASE_URL', host: bare(hostname), port: Number(port || POSTGRES_PORT) });
    return config.databaseUrl;
  }

  return step('postgres', async () => {
    const port = await rememberedPort({ file: home.path('postgres.port') });
    const password = secretFile(home.path('postgres-password'), (random) => random.toString('hex'));
    letPass(home.directory, postgresAccount());
    return (await startPostgres({ directory: home.path('postgres'), password, port, logFile: home.logFile('postgres'), start })).url;
  });
}

export type TemporalPlace = { address: string; uiUrl: string | null };

/** The Temporal of the configuration, or an embedded dev server that keeps its workflows in the home. */
export async function provideTemporal(options: EmbeddedOptions & { temporalCli: string | null; apiUrl: string }): Promise<TemporalPlace> {
  const { config, home, start, temporalCli, apiUrl } = options;
  const { address, uiUrl } = config.temporal;
  if (address !== null) {
    const { hostname, port } = new URL(`tcp://${address}`);
    await requireReachable({ variable: 'TEMPORAL_ADDRESS', host: bare(hostname), port: Number(port) });
    return { address, uiUrl };
  }

  const binary = await step('temporal binary', () => temporalBinary({ named: temporalCli, cache: home.path('bin') }));
  return step('temporal', async () => {
    const port = await rememberedPort({ file: home.path('temporal.port'), preferred: TEMPORAL_PORT });
    const uiPort = await rememberedPort({ file: home.path('temporal-ui.port'), preferred: TEMPORAL_UI_PORT });
    const places = { databaseFile: home.path('temporal.sqlite'), logFile: home.logFile('temporal'), codecEndpoint: `${apiUrl}/codec` };
    return startTemporal({ binary, port, uiPort, ...places, start });
  });
}

/** The key ring of the configuration, or one that is made at the first start and kept for its owner alone. */
export const provideSecretKeys = ({ config, home }: Pick<EmbeddedOptions, 'config' | 'home'>): { SECRET_KEYS?: string } =>
  config.secretKeys === null ? { SECRET_KEYS: secretFile(home.path('secret-keys'), (random) => `k1:${random.toString('base64')}`) } : {};

/** An IPv6 address stands in brackets within a URL, and without them anywhere else. */
const bare = (hostname: string): string => decodeURIComponent(hostname).replace(/^\[(.*)\]$/, '$1');
