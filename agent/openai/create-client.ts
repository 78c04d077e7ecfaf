import OpenAI, { AzureOpenAI } from 'openai';
import type { ModelSettings } from '../../platform/model-settings.ts';

const OPENAI_URL = 'https://api.openai.com/v1';

/** A client of the service, and the name by which it knows the model. Every setting is given here: the package must not read the environment. */
export function createClient(settings: ModelSettings): { client: OpenAI; model: string } {
  // The package's own retries and logs are off: tries are counted and told here, and its logs hold headers.
  const always = { maxRetries: 0, logLevel: 'off', organization: null, project: null, webhookSecret: null, timeout: settings.timeoutMs } as const;
  if (settings.provider === 'azure') {
    const { endpoint, apiKey, apiVersion, deployment } = settings;
    return { client: new AzureOpenAI({ ...always, baseURL: `${endpoint}/openai`, apiKey, apiVersion, deployment }), model: deployment };
  }
  const { baseUrl, apiKey, model } = settings;
  return { client: new OpenAI({ ...always, adminAPIKey: null, baseURL: baseUrl ?? OPENAI_URL, apiKey: apiKey ?? 'none' }), model };
}
