import type { Config } from '../platform/config.ts';
import { writePrivateFile } from '../platform/files.ts';
import { localAddress } from '../platform/local-address.ts';
import { terminalLinkPath } from '../platform/terminal-link.ts';
import { migrateDatabase, startApplication, whenReady, type Program } from './applications.ts';
import { buildInterface, buildWorkflows } from './builds.ts';
import { ensureDemoProject } from './demo.ts';
import { provideDatabase, provideSecretKeys, provideTemporal } from './embedded.ts';
import type { StartChild } from './child.ts';
import type { Family } from './family.ts';
import { isFree } from './free-port.ts';
import type { Home } from './home.ts';
import { LaunchProblem } from './launch-problem.ts';
import { mintSignInTokens } from './sign-in.ts';
import { step } from './step.ts';

export type LaunchOptions = {
  root: string;
  config: Config;
  environment: NodeJS.ProcessEnv;
  temporalCli: string | null;
  home: Home;
  family: Family;
};

export type Addresses = { signInUrl: string; temporalUiUrl: string | null };

/** Brings everything up in order, a line a step, and resolves with the addresses once all of it is ready. */
export async function launch({ root, config, environment, temporalCli, home, family }: LaunchOptions): Promise<Addresses> {
  await requireFreePort(config);
  const apiUrl = localAddress(config);
  const embedded = { config, home, start: family.start };

  await step('interface', () => buildInterface({ root, logFile: home.logFile('interface'), start: family.start }));
  const bundle = await step('workflows', () => provideWorkflows({ root, config, home, start: family.start }));
  const temporal = await provideTemporal({ ...embedded, temporalCli, apiUrl });
  const databaseUrl = await provideDatabase(embedded);
  const provided = { ...environmentOf(temporal), ...provideSecretKeys(embedded), DATABASE_URL: databaseUrl, WORKFLOW_BUNDLE: bundle };
  const program = { root, home, environment: { ...environment, ...provided }, start: family.start };

  await step('migrations', () => migrateDatabase(program));
  await step('worker and api', () => startApplications({ program, apiUrl }));
  await step('demo project', () => ensureDemoProject({ url: apiUrl, stamp: home.path('demo.json'), mintToken: async () => (await mintSignInTokens(databaseUrl)).page }));
  const tokens = await mintSignInTokens(databaseUrl); // One for each of the two, because each works once.
  const linkOf = (token: string) => `${apiUrl}/api/v1/auth/link/${token}`;
  writePrivateFile(terminalLinkPath(home.directory), `${linkOf(tokens.terminal)}\n`);
  return { signInUrl: linkOf(tokens.page), temporalUiUrl: temporal.uiUrl };
}

async function requireFreePort({ host, port }: Config): Promise<void> {
  if (await isFree(host, port)) return;
  throw new LaunchProblem(`Port ${port} on ${host} cannot be listened on, most likely because another program uses it; free it or set PORT (and HOST).`);
}

/** The bundle of the configuration, or one that is kept in the home and built again when its sources change. */
const provideWorkflows = ({ root, config, home, start }: Pick<LaunchOptions, 'root' | 'config' | 'home'> & { start: StartChild }): Promise<string> =>
  config.workflowBundle === null
    ? buildWorkflows({ root, directory: home.directory, logFile: home.logFile('workflows'), start })
    : Promise.resolve(config.workflowBundle);

const environmentOf = ({ address, uiUrl }: { address: string; uiUrl: string | null }) => ({
  TEMPORAL_ADDRESS: address,
  ...(uiUrl === null ? {} : { TEMPORAL_UI_URL: uiUrl }),
});

async function startApplications({ program, apiUrl }: { program: Program; apiUrl: string }): Promise<void> {
  const worker = await startApplication('worker', program);
  const api = await startApplication('api', program);
  await whenReady({ url: apiUrl, children: [worker, api] });
}
