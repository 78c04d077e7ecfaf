import type { Command } from 'commander';
import { z } from 'zod';
import { routes } from '../contract/routes.ts';
import type { CommandLineConfig } from '../platform/config.ts';
import { mintId } from '../platform/ids.ts';
import { parseUrl } from '../platform/variables.ts';
import { createClient, type Client, type Credential } from './client.ts';
import { usageError } from './command-error.ts';
import type { ExitCode } from './exit-code.ts';
import { listAll } from './list-all.ts';
import type { SavedLogins } from './saved-logins.ts';
import { chooseMeant, isWholeId } from './short-id.ts';
import { jsonText, type Terminal } from './terminal.ts';

const DEFAULT_URL = 'http://127.0.0.1:8080';

/** What every command works with; the options that stand before or after it are read when they are asked for. */
export type Shell = {
  terminal: Terminal;
  config: CommandLineConfig;
  savedLogins: SavedLogins;
  /** The address of the API: --url, GATEHOUSE_URL, the latest login, or this computer's. */
  url: () => string;
  /** Calls with --token, GATEHOUSE_TOKEN, or the login of this address. */
  client: () => Client;
  /** Calls with another credential than the saved one. */
  clientWith: (credential: Credential) => Client;
  /** The project of --project or GATEHOUSE_PROJECT, which may be given by its name or the end of its id. */
  projectId: () => Promise<string>;
  findProjectId: (text: string) => Promise<string>;
  /** Prints the data with --json, else the text. */
  show: (data: unknown, text: string) => void;
  /** Makes an action of what answers an exit code. */
  act: <Args extends unknown[]>(action: (...args: Args) => Promise<ExitCode>) => (...args: Args) => Promise<void>;
};

export type ShellOptions = { program: Command; terminal: Terminal; config: CommandLineConfig; savedLogins: SavedLogins; finish: (code: ExitCode) => void };

const Options = z.object({ json: z.boolean().default(false), url: z.string().optional(), token: z.string().optional(), project: z.string().optional() });

export function createShell({ program, terminal, config, savedLogins, finish }: ShellOptions): Shell {
  const options = () => Options.parse(program.opts());
  const url = () => requireUrl(options().url ?? config.url ?? savedLogins.current() ?? DEFAULT_URL);
  const token = () => options().token ?? config.token ?? savedLogins.find(url())?.token ?? null;
  const clientWith = (credential: Credential) => createClient({ url: url(), credential, mintRequestId: mintId });
  const client = () => clientWith(bearer(token() ?? noLogin(url())));
  const findProjectId = (text: string) => resolveProject(client, text);
  return {
    ...{ terminal, config, savedLogins, url, client, clientWith, findProjectId },
    projectId: () => findProjectId(options().project ?? config.project ?? noProject()),
    show: (data, text) => terminal.print(options().json ? jsonText(data) : text),
    act: (action) => async (...args) => finish(await action(...args)),
  };
}

/** The headers of a call that shows a token. */
export const bearer = (token: string): Credential => ({ authorization: `Bearer ${token}` });

async function resolveProject(client: () => Client, text: string): Promise<string> {
  if (isWholeId(text)) return text;
  const projects = await listAll((query) => client().call(routes.listProjects, { query }));
  return chooseMeant(projects, text, { noun: 'project', id: ({ projectId }) => projectId, name: ({ name }) => name }).projectId;
}

function requireUrl(text: string): string {
  const url = parseUrl('http:', 'https:')(text);
  if (url === null) throw usageError(`'${text}' is no address; expected one such as https://gatehouse.example.`);
  return url;
}

function noLogin(url: string): never {
  throw usageError(`There is no login for ${url}; run 'gatehouse login', or give --token or GATEHOUSE_TOKEN.`);
}

function noProject(): never {
  throw usageError('Which project? Give --project or set GATEHOUSE_PROJECT.');
}
