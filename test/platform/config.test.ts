import { describe, expect, it } from '@jest/globals';
import { readConfig, requireKeys } from '../../platform/config.ts';
import { ConfigError } from '../../platform/variables.ts';

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');

describe('readConfig', () => {
  it('when nothing is set, then the defaults hold', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      publicUrl: null,
      databaseUrl: null,
      temporal: { address: null, namespace: 'default', uiUrl: null, apiKey: null, tls: null, taskQueue: 'gatehouse' },
      logLevel: 'info',
      secretKeys: null,
      intentWaitMs: 30_000,
      planLimits: { interactive: 1, assisted: 5, autonomous: 10 },
      checkpointEvery: 50,
      requireConfirmation: true,
      allowedOrigins: [],
      httpRatePerMinute: 3_000,
      loginAttemptsPerMinute: 10,
    });
  });

  it.each([
    ['PORT', '0', { port: 0 }],
    ['HOST', '0.0.0.0', { host: '0.0.0.0' }],
    ['HOST', '::1', { host: '::1' }],
    ['PUBLIC_URL', 'https://gatehouse.example/', { publicUrl: 'https://gatehouse.example' }],
    ['LOG_LEVEL', 'debug', { logLevel: 'debug' }],
    ['PLAN_LIMITS', 'assisted=7', { planLimits: { interactive: 1, assisted: 7, autonomous: 10 } }],
    ['ALLOWED_ORIGINS', 'https://a.example, http://b.example:81', { allowedOrigins: ['https://a.example', 'http://b.example:81'] }],
    ['EGRESS_ALLOW', '10.0.0.7:8080, hooks.internal', { egressAllow: [{ host: '10.0.0.7', port: 8080 }, { host: 'hooks.internal', port: null }] }],
    ['REQUIRE_CONFIRMATION', 'false', { requireConfirmation: false }],
    ['TEMPORAL_ADDRESS', 'temporal:7233', { temporal: { address: 'temporal:7233' } }],
    ['TEMPORAL_TLS', 'true', { temporal: { tls: { serverName: null, serverCa: null, client: null } } }],
    ['METRICS_PORT', '9464', { metrics: { port: 9464, workerPort: null, token: null } }],
    ['OPENAI_API_KEY', 'k', { model: { provider: 'openai', apiKey: 'k', baseUrl: null, model: 'gpt-4o-mini', timeoutMs: 60_000, hasVision: true } }],
    ['OPENAI_API_BASE', 'http://127.0.0.1:1/v1', { model: null }],
    ['LLM_PROVIDER', 'offline', { model: null }],
    ['PORT', '  ', { port: 8080 }],
  ])('when %s is %j, then it is taken', (name, value, expected) => {
    expect(readConfig({ [name]: value })).toMatchObject(expected);
  });

  it.each([
    ['PORT', '80a', 'a whole number from 0 to 65535'],
    ['PORT', '65536', 'a whole number from 0 to 65535'],
    ['PORT', '-1', 'a whole number from 0 to 65535'],
    ['HOST', '999.1.1.1', 'an IP address or a host name'],
    ['HOST', 'not a host', 'an IP address or a host name'],
    ['PUBLIC_URL', 'gatehouse.example', 'a URL such as'],
    ['DATABASE_URL', 'mysql://h/db', 'postgres://'],
    ['TEMPORAL_ADDRESS', 'temporal', 'host:port'],
    ['TEMPORAL_UI_URL', 'ftp://x', 'a URL such as'],
    ['TEMPORAL_TLS_SERVER_CA_CERT_PATH', '/no/such/file.pem', 'a PEM file'],
    ['LOG_LEVEL', 'loud', 'one of error, warn, info, debug'],
    ['LLM_PROVIDER', 'magic', 'one of offline, openai, azure'],
    ['LLM_TIMEOUT_MS', '5', 'milliseconds from 100'],
    ['LLM_VISION', 'maybe', 'true or false'],
    ['OPENAI_MODEL', 'two words', 'the name of a model'],
    ['INTENT_WAIT_MS', '0', 'milliseconds from 1'],
    ['PLAN_LIMITS', 'assisted=0', 'interactive=1,assisted=5,autonomous=10'],
    ['PLAN_LIMITS', 'quick=3', 'interactive=1,assisted=5,autonomous=10'],
    ['ALLOWED_ORIGINS', '*', 'origins such as'],
    ['ALLOWED_ORIGINS', 'https://a.example/path', 'origins such as'],
    ['EGRESS_ALLOW', 'http://10.0.0.7', 'places such as 10.0.0.7:8080'],
    ['REQUIRE_CONFIRMATION', 'yes', 'true or false'],
    ['ADMIN_PASSWORD', 'short', '8 to 256 characters'],
    ['METRICS_PORT', '0', 'a whole number from 1 to 65535'],
    ['WORKER_METRICS_PORT', 'x', 'a whole number from 1 to 65535'],
    ['METRICS_TOKEN', 'short', '16 to 256 characters'],
    ['SECRET_KEYS', 'k1:abcd', '32 bytes in each key'],
    ['SECRET_KEYS', `k1:${key(1)},k1:${key(2)}`, 'distinct ids'],
  ])('when %s is %j, then one sentence names it and what was expected', (name, value, expected) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} is .*; expected .*\\.$|^${name} is .*, which cannot be read; expected .*\\.$`));
    expect(problems[0]).toContain(expected);
  });

  it('when several variables are wrong, then each has its sentence', () => {
    expect(problemsOf({ PORT: 'x', LOG_LEVEL: 'x', NODE_ENV: 'production', ALLOW_DEFAULT_ADMIN: 'true' })).toEqual([
      expect.stringMatching(/^PORT /),
      expect.stringMatching(/^LOG_LEVEL /),
      expect.stringMatching(/^SECRET_KEYS is not set; with NODE_ENV=production/),
      expect.stringMatching(/^ALLOW_DEFAULT_ADMIN is true; with NODE_ENV=production/),
    ]);
  });

  it.each([
    ['SECRET_KEYS', 'k1:hunter2hunter2'],
    ['ADMIN_PASSWORD', 'hunt'],
    ['DATABASE_URL', 'mysql://user:hunter2@host/db'],
  ])('when %s is wrong, then its value is not shown', (name, value) => {
    expect(problemsOf({ [name]: value }).join()).not.toContain('hunt');
  });

  it('when a provider is chosen without what it needs, then each thing that is absent has its sentence', () => {
    expect(problemsOf({ LLM_PROVIDER: 'openai' })).toEqual([expect.stringMatching(/^OPENAI_API_KEY is not set; with LLM_PROVIDER=openai expected a key, or OPENAI_API_BASE/)]);
    expect(problemsOf({ LLM_PROVIDER: 'azure', AZURE_OPENAI_API_KEY: 'k' })).toEqual([expect.stringMatching(/^AZURE_OPENAI_ENDPOINT /), expect.stringMatching(/^AZURE_OPENAI_DEPLOYMENT /)]);
  });

  it('when Azure or a service without keys is set up, then it is the model', () => {
    const azure = { AZURE_OPENAI_ENDPOINT: 'https://ops.openai.azure.com/', AZURE_OPENAI_API_KEY: 'k', AZURE_OPENAI_DEPLOYMENT: 'chat' };
    expect(readConfig(azure).model).toMatchObject({ provider: 'azure', endpoint: 'https://ops.openai.azure.com', apiKey: 'k', deployment: 'chat', apiVersion: '2024-10-21' });
    expect(readConfig({ ...azure, LLM_PROVIDER: 'offline' }).model).toBeNull();
    const local = { LLM_PROVIDER: 'openai', OPENAI_API_BASE: 'http://127.0.0.1:11434/v1', OPENAI_MODEL: 'llama3.1:8b', LLM_VISION: 'false' };
    expect(readConfig(local).model).toMatchObject({ provider: 'openai', apiKey: null, baseUrl: 'http://127.0.0.1:11434/v1', model: 'llama3.1:8b', hasVision: false });
  });

  it('when SECRET_KEYS holds a ring, then the first key comes first', () => {
    const ring = requireKeys(readConfig({ SECRET_KEYS: `new:${key(2)},old:${key(1)}` }));
    expect(ring.map(({ id }) => id)).toEqual(['new', 'old']);
  });

  it('when the keys are needed and absent, then that is said', () => {
    expect(() => requireKeys(readConfig({}))).toThrow(/^SECRET_KEYS is not set; expected/);
  });
});

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}
