import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp } from '../../api/app.ts';
import { HOST_COOKIE, SESSION_COOKIE } from '../../api/auth/session-cookie.ts';
import { listen, SERVER_LIMITS, stopListening } from '../../api/listen.ts';
import type { Session } from '../support/http.ts';
import { exchange, openRaw, trickle } from '../support/raw-http.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let admin: Session;
/** The same api behind limits that a test can wait for. */
let impatient: Server;
let url: string;

beforeAll(async () => {
  api = await startApi();
  admin = await api.signInAdmin();
  const limits = { ...SERVER_LIMITS, headersTimeout: 400, requestTimeout: 1_200, keepAliveTimeout: 300, connectionsCheckingInterval: 50 };
  impatient = await listen(createApp(api.front, api.pageDirectory), { host: '127.0.0.1', port: 0 }, limits);
  url = `http://127.0.0.1:${(impatient.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await stopListening(impatient, 0);
  await api.stop();
});

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

describe('a client that is slow', () => {
  it('when its headers trickle in, then it is cut with 408', async () => {
    expect(statusOf(await trickle(url, 'GET /health HTTP/1.1\r\nHost: gatehouse\r\n', 'X-Slow: 1\r\n'))).toBe(408);
  });

  it('when it says nothing at all, then it is cut', async () => {
    expect([0, 408]).toContain(statusOf(await (await openRaw(url)).ended));
  });

  it('when its body trickles in, then it is cut with 408', async () => {
    const head = 'POST /api/v1/auth/login HTTP/1.1\r\nHost: gatehouse\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{';
    expect(statusOf(await trickle(url, head, ' '))).toBe(408);
  });

  it('when it has been answered and asks no more, then the connection is closed', async () => {
    const answer = await exchange(url, 'GET /health HTTP/1.1\r\nHost: gatehouse\r\n\r\n');
    expect([statusOf(answer), answer]).toEqual([200, expect.stringMatching(/\r\nConnection: keep-alive\r\n/i)]);
  });
});

describe('a request that is not well formed', () => {
  const get = (...lines: string[]) => ['GET /health HTTP/1.1', ...lines, '', ''].join('\r\n');
  const post = (lines: string[], body = '') => ['POST /api/v1/auth/login HTTP/1.1', 'Host: gatehouse', 'Content-Type: application/json', ...lines, '', body].join('\r\n');

  it.each([
    ['has too large headers', get('Host: gatehouse', `X-Long: ${'x'.repeat(SERVER_LIMITS.maxHeaderSize)}`), 431],
    ['names no host', get('Accept: */*'), 400],
    ['has two lengths', post(['Content-Length: 2', 'Content-Length: 2'], '{}'), 400],
    ['has two lengths that differ', post(['Content-Length: 2', 'Content-Length: 40'], '{}'), 400],
    ['has a length and chunks', post(['Content-Length: 2', 'Transfer-Encoding: chunked'], '0\r\n\r\n'), 400],
    ['has a length with a sign', post(['Content-Length: +2'], '{}'), 400],
    ['is chunked in an unknown way', post(['Transfer-Encoding: chunked, identity'], '0\r\n\r\n'), 400],
    ['has a chunk of no size', post(['Transfer-Encoding: chunked'], 'x\r\n\r\n'), 400],
    ['has a space before a colon', get('Host : gatehouse'), 400],
    ['has a folded line', get('Host: gatehouse', 'X-One: 1', ' GET /ready HTTP/1.1'), 400],
    ['has a bare line feed', 'GET /health HTTP/1.1\nHost: gatehouse\n\n', 400],
    ['is of another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ])('when it %s, then it is refused and the connection closed', async (_when, text, status) => {
    const answer = await exchange(api.url, text);
    expect(statusOf(answer)).toBe(status);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1); // What follows is not taken for a request of its own.
  });
});

describe('methods', () => {
  const raw = async (method: string, path: string, ...lines: string[]) => exchange(api.url, [`${method} ${path} HTTP/1.1`, 'Host: gatehouse', 'Connection: close', ...lines, '', ''].join('\r\n'));

  it.each([
    ['TRACE', '/api/v1/auth/me', 404],
    ['TRACE', '/', 404],
    ['PUT', '/health', 404],
    ['DELETE', '/', 404],
    ['HEAD', '/health', 200],
    ['HEAD', '/api/v1/auth/me', 401],
    ['OPTIONS', '/api/v1/auth/me', 200],
    ['PROPFIND', '/', 404],
  ])('when %s is sent to %s, then it is %i and nothing is echoed', async (method, path, status) => {
    const answer = await raw(method, path, 'X-Echo: planted');
    expect([statusOf(answer), answer.includes('planted')]).toEqual([status, false]);
    if (method === 'HEAD') expect(answer.split('\r\n\r\n')[1]).toBe('');
  });

  it('when CONNECT is sent, then the connection is closed', async () => {
    expect(statusOf(await raw('CONNECT', 'evil.example:443'))).not.toBe(200);
  });

  it('when an upgrade is asked for, then the call is answered as any other', async () => {
    expect(statusOf(await raw('GET', '/health', 'Upgrade: websocket'))).toBe(200);
  });
});

describe('a body that is compressed', () => {
  const post = (body: Uint8Array<ArrayBuffer>) =>
    fetch(`${api.url}/api/v1/projects`, { method: 'POST', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', cookie: admin.cookie, 'x-csrf-token': admin.me.csrf.token }, body });

  it('when it unpacks to more than a body may have, then it is 413', async () => {
    const bomb = gzipSync(`{"name":"${' '.repeat(64 * 1_048_576)}"}`);
    expect(bomb.length).toBeLessThan(1_048_576);
    expect((await post(bomb)).status).toBe(413);
  });

  it('when it is no such thing, then it is 400', async () => {
    expect((await post(new Uint8Array(Buffer.from('{"name":"x"}')))).status).toBe(400);
  });
});

describe('the name that a request calls us by', () => {
  const paths = ['/', '/docs', '/openapi.json', '/api/v1/auth/me', '/api/v1/projects', '/nowhere'];

  it.each(paths)('when %s is asked for under a foreign name, then the answer does not repeat it', async (path) => {
    const lines = [`GET ${path} HTTP/1.1`, 'Host: evil.example', 'X-Forwarded-Host: evil.example', 'Accept: text/html', `Cookie: ${admin.cookie.replace(SESSION_COOKIE, HOST_COOKIE)}`, 'Connection: close', '', ''];
    expect(await exchange(api.url, lines.join('\r\n'))).not.toContain('evil.example');
  });
});
