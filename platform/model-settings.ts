import type { Variables } from './variables.ts';
import { parseFlag, parseInteger, parseOneOf, parseText, parseUrl } from './variables.ts';

const PROVIDERS = ['offline', 'openai', 'azure'] as const;
const DEFAULT_MODEL = 'gpt-4o-mini';
const DEFAULT_API_VERSION = '2024-10-21';

type Behaviour = {
  /** How long one request may take, tries and waits included. */
  readonly timeoutMs: number;
  /** Whether the model can look at images. */
  readonly hasVision: boolean;
};

/** Which model is asked, and with which key. */
export type ModelSettings =
  | (Behaviour & { readonly provider: 'openai'; readonly model: string; readonly apiKey: string | null; readonly baseUrl: string | null })
  | (Behaviour & {
      readonly provider: 'azure';
      readonly endpoint: string;
      readonly apiKey: string;
      readonly deployment: string;
      readonly apiVersion: string;
    });

/** Reads which model is asked; null where none is, and words are read offline. Without LLM_PROVIDER, a key decides. */
export function readModelSettings(variables: Variables): ModelSettings | null {
  const openai = readOpenAi(variables);
  const azure = readAzure(variables);
  const behaviour: Behaviour = {
    timeoutMs: variables.read('LLM_TIMEOUT_MS', 60_000, 'milliseconds from 100 to 600000', parseInteger(100, 600_000)),
    hasVision: variables.read('LLM_VISION', true, 'true or false', parseFlag),
  };
  const byKey = openai.apiKey !== null ? 'openai' : azure.apiKey !== null ? 'azure' : 'offline';
  const provider = variables.read('LLM_PROVIDER', byKey, `one of ${PROVIDERS.join(', ')}`, parseOneOf(PROVIDERS));
  if (provider === 'offline') return null;
  if (provider === 'azure') return requireAzure(variables, azure, behaviour);
  if (openai.apiKey === null && openai.baseUrl === null) {
    variables.problem('OPENAI_API_KEY is not set; with LLM_PROVIDER=openai expected a key, or OPENAI_API_BASE of a service that needs none.');
  }
  return { provider, ...openai, ...behaviour };
}

const readOpenAi = (variables: Variables) => ({
  apiKey: variables.read('OPENAI_API_KEY', null, 'a key', parseText, 'hidden'),
  baseUrl: variables.read('OPENAI_API_BASE', null, 'a URL such as https://api.openai.com/v1', parseUrl('http:', 'https:'), 'hidden'),
  model: variables.read('OPENAI_MODEL', DEFAULT_MODEL, 'the name of a model, at most 200 characters', parseName),
});

const readAzure = (variables: Variables) => ({
  endpoint: variables.read('AZURE_OPENAI_ENDPOINT', null, 'a URL such as https://example.openai.azure.com', parseUrl('http:', 'https:'), 'hidden'),
  apiKey: variables.read('AZURE_OPENAI_API_KEY', null, 'a key', parseText, 'hidden'),
  deployment: variables.read('AZURE_OPENAI_DEPLOYMENT', null, 'the name of a deployment, at most 200 characters', parseName),
  apiVersion: variables.read('AZURE_OPENAI_API_VERSION', DEFAULT_API_VERSION, 'a version such as 2024-10-21', parseName),
});

function requireAzure(variables: Variables, { endpoint, apiKey, deployment, apiVersion }: ReturnType<typeof readAzure>, behaviour: Behaviour): ModelSettings | null {
  const needed = { AZURE_OPENAI_ENDPOINT: endpoint, AZURE_OPENAI_API_KEY: apiKey, AZURE_OPENAI_DEPLOYMENT: deployment };
  for (const [name, value] of Object.entries(needed)) if (value === null) variables.problem(`${name} is not set; with LLM_PROVIDER=azure expected a value.`);
  if (endpoint === null || apiKey === null || deployment === null) return null;
  return { provider: 'azure', endpoint, apiKey, deployment, apiVersion, ...behaviour };
}

const parseName = (text: string): string | null => (/^[\x21-\x7e]{1,200}$/u.test(text) ? text : null);
