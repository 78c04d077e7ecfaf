import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { readLogLevel, reloadLevelOnHangup } from '../../platform/log-level.ts';
import { createLogger } from '../../platform/logger.ts';
import { temporalLogger } from '../../platform/temporal-logger.ts';

const out = new PassThrough();
const written = (): Record<string, unknown>[] =>
  String(out.read() ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
const logger = createLogger({ component: 'test', level: 'info', out });

afterEach(() => logger.setLevel('info'));

describe('createLogger', () => {
  it('when something is logged, then it is one JSON line with its fields', () => {
    logger.child({ request_id: 'r1' }).info('thing-happened', 'A thing\nhappened.', { project_id: 'p1' });
    expect(written()).toEqual([
      { time: expect.stringMatching(/Z$/), level: 'info', component: 'test', event: 'thing-happened', message: 'A thing\nhappened.', request_id: 'r1', project_id: 'p1' },
    ]);
  });

  it.each([
    ['a password', { password: 'hunter2' }],
    ['a nested token', { request: { csrfToken: 'hunter2' } }],
    ['a header', { headers: { Authorization: 'hunter2', cookie: 'hunter2' } }],
    ['an API key', { openaiApiKey: 'hunter2', api_key: 'hunter2' }],
    ['the key ring', { SECRET_KEYS: 'hunter2' }],
    ['a list of secrets', { items: [{ secret: 'hunter2' }] }],
    ['a URL with a password', { url: 'postgres://user:hunter2@host/db' }],
    ['a bearer credential', { text: 'sent Bearer hunter2hunter2 to it' }],
    ['an error that quotes one', { error: new Error('postgres://user:hunter2@host/db is down', { cause: new Error('Bearer hunter2hunter2') }) }],
  ])('when a line holds %s, then it is redacted', (_when, fields) => {
    logger.error('thing-failed', 'It failed at postgres://user:hunter2@host/db.', fields);
    const text = JSON.stringify(written());
    expect(text).not.toContain('hunter2');
    expect(text).toContain('[redacted]');
  });

  it('when a field has the name of a core one, then the core one stays', () => {
    logger.info('thing-happened', 'True.', { message: 'false', level: 'debug', event: 'other' });
    expect(written()).toMatchObject([{ message: 'True.', level: 'info', event: 'thing-happened' }]);
  });

  it('when a value is huge, deep or circular, then the line is bounded', () => {
    const circle: Record<string, unknown> = { text: 'x'.repeat(100_000), list: Array(1_000).fill('y') };
    circle['self'] = circle;
    logger.info('thing-happened', 'It is big.', { circle });
    expect(JSON.stringify(written()).length).toBeLessThan(100_000);
  });

  it.each([
    ['error', 1],
    ['warn', 2],
    ['info', 3],
    ['debug', 4],
  ] as const)('when the level is %s, then %i lines of one at each level remain', (level, count) => {
    logger.setLevel(level);
    const child = logger.child({ component: 'part' });
    for (const at of ['error', 'warn', 'info', 'debug'] as const) child[at]('thing-happened', at);
    expect(written()).toHaveLength(count);
  });

  it("when Temporal's SDK logs, then it is a line of ours", () => {
    temporalLogger(logger).log('WARN', 'Worker slow', { taskQueue: 'q', apiKey: 'hunter2', at: 1n });
    expect(written()).toMatchObject([{ level: 'warn', component: 'temporal-sdk', event: 'sdk-reported', message: 'Worker slow', sdk: { taskQueue: 'q', apiKey: '[redacted]', at: '1' } }]);
  });
});

describe('reloadLevelOnHangup', () => {
  it('when the file names a level and SIGHUP comes, then that level holds', () => {
    const home = mkdtempSync(join(tmpdir(), 'gatehouse-log-'));
    const stop = reloadLevelOnHangup(logger, () => readLogLevel({ home, logLevel: 'error' }));
    try {
      expect(readLogLevel({ home, logLevel: 'error' })).toBe('error');
      writeFileSync(join(home, 'log-level'), 'debug\n');
      process.emit('SIGHUP');
      logger.debug('thing-happened', 'Seen.');
      expect(written()).toMatchObject([{ event: 'level-changed', log_level: 'debug' }, { message: 'Seen.' }]);
    } finally {
      stop();
      rmSync(home, { recursive: true });
    }
  });
});
