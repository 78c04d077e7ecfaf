import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createGuard } from '../../domain/egress/create-guard.ts';
import { createWebhookSender } from '../../effects/webhook/send-webhook.ts';
import { mintWebhookSecret, signatureHeaders } from '../../platform/webhook-signature.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A server on this computer, with the number of calls that have reached it. */
async function listen(answer: RequestListener): Promise<{ port: number; calls: () => number }> {
  let calls = 0;
  const server = createServer((req, res) => {
    calls += 1;
    answer(req, res);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, calls: () => calls };
}

/** Names that lead where a test says, one answer for each look-up. */
function names(...answers: string[][]): { lookup: LookupFunction; asked: () => number } {
  let asked = 0;
  const lookup: LookupFunction = (_name, _options, callback) => {
    const found = answers[Math.min(asked++, answers.length - 1)] ?? [];
    callback(null, found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
  };
  return { lookup, asked: () => asked };
}

const secret = mintWebhookSecret();
const message = (url: string) => ({ url, id: 'msg_1', sentAt: new Date('2026-05-01T12:00:00.900Z'), secret, body: '{"a":1}' });
const ok: RequestListener = (_req, res) => res.writeHead(200, { connection: 'close' }).end('{}');
const listed = (host: string, port: number) => createGuard([{ host, port }]);

describe('createWebhookSender', () => {
  it('when a place is allowed, then the message arrives as it was signed', async () => {
    const seen: unknown[] = [];
    const { port } = await listen((req, res) => {
      req.on('data', (data: Buffer) => seen.push(req.method, req.headers, data.toString('utf8'))).on('end', () => ok(req, res));
    });
    const send = createWebhookSender({ guard: listed('127.0.0.1', port) });
    await expect(send(message(`http://127.0.0.1:${port}/hook`))).resolves.toEqual({ kind: 'arrived', status: 200 });
    expect(seen).toEqual(['POST', expect.objectContaining({ 'content-type': 'application/json', 'webhook-id': 'msg_1', 'webhook-timestamp': '1777636800' }), '{"a":1}']);
    expect(seen[1]).toMatchObject(signatureHeaders(secret, { id: 'msg_1', timestamp: 1_777_636_800, body: '{"a":1}' }));
  });

  it.each([
    ['this computer', ['127.0.0.1']],
    ['this computer by IPv6', ['::1']],
    ['this computer in a mapped form', ['::ffff:127.0.0.1']],
    ['a private network', ['10.0.0.7']],
    ['the metadata of a cloud', ['169.254.169.254']],
    ['a public and a private address', ['93.184.215.14', '127.0.0.1']],
    ['nothing', []],
  ])('when a name leads to %s, then nothing is sent', async (_where, addresses) => {
    const server = await listen(ok);
    const send = createWebhookSender({ guard: createGuard([]), ...names(addresses) });
    await expect(send(message(`http://inside.example:${server.port}/`))).resolves.toEqual({ kind: 'refused', detail: expect.stringContaining('inside.example'), status: null, retryAfterMs: null });
    expect(server.calls()).toBe(0);
  });

  it('when a name leads elsewhere at the next connection, then that one is judged anew', async () => {
    const server = await listen(ok);
    const { lookup, asked } = names(['127.0.0.1'], ['127.0.0.2']);
    const send = createWebhookSender({ guard: { refusalOf: () => null, mayReach: (_host, _port, address) => address === '127.0.0.1' }, lookup });
    await expect(send(message(`http://rebinding.example:${server.port}/`))).resolves.toEqual({ kind: 'arrived', status: 200 });
    await expect(send(message(`http://rebinding.example:${server.port}/`))).resolves.toMatchObject({ kind: 'refused' });
    expect([server.calls(), asked()]).toEqual([1, 2]);
  });

  it('when an address is written as numbers, then it is judged though no name is looked up', async () => {
    const server = await listen(ok);
    const send = createWebhookSender({ guard: { refusalOf: () => null, mayReach: createGuard([]).mayReach } });
    for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '[::1]']) {
      await expect(send(message(`http://${host}:${server.port}/`))).resolves.toMatchObject({ kind: 'refused' });
    }
    expect(server.calls()).toBe(0);
  });

  it.each([301, 302, 303, 307, 308])('when it is answered %i to a private place, then that is not followed', async (status) => {
    const inside = await listen(ok);
    const outside = await listen((_req, res) => res.writeHead(status, { location: `http://127.0.0.1:${inside.port}/` }).end());
    const send = createWebhookSender({ guard: createGuard([{ host: '127.0.0.1', port: null }]) });
    await expect(send(message(`http://127.0.0.1:${outside.port}/`))).resolves.toEqual({ kind: 'refused', detail: `it answered ${status}, and redirects are not followed`, status, retryAfterMs: null });
    expect(inside.calls()).toBe(0);
  });

  it.each([
    [400, 'refused'],
    [404, 'refused'],
    [410, 'refused'],
    [408, 'failed'],
    [429, 'failed'],
    [500, 'failed'],
    [503, 'failed'],
  ] as const)('when it is answered %i, then it is %s', async (status, kind) => {
    const { port } = await listen((_req, res) => res.writeHead(status).end());
    await expect(createWebhookSender({ guard: listed('127.0.0.1', port) })(message(`http://127.0.0.1:${port}/`))).resolves.toEqual({ kind, detail: `it answered ${status}`, status, retryAfterMs: null });
  });

  it.each([
    ['in seconds', '7', 7_000],
    ['by a date', 'Fri, 01 May 2026 12:00:30 GMT', 29_100],
    ['by a date that is over', 'Fri, 01 May 2026 11:00:00 GMT', 0],
    ['in no way that is known', 'soon', null],
  ])('when a receiver says %s when to come again, then that is told', async (_how, header, retryAfterMs) => {
    const { port } = await listen((_req, res) => res.writeHead(429, { 'retry-after': header }).end());
    await expect(createWebhookSender({ guard: listed('127.0.0.1', port) })(message(`http://127.0.0.1:${port}/`))).resolves.toMatchObject({ kind: 'failed', status: 429, retryAfterMs });
  });

  it('when nobody answers in time, or nobody listens, then another try may help', async () => {
    const silent = await listen(() => {});
    const send = createWebhookSender({ guard: createGuard([{ host: '127.0.0.1', port: null }]), timeoutMs: 200 });
    await expect(send(message(`http://127.0.0.1:${silent.port}/`))).resolves.toMatchObject({ kind: 'failed' });
    await expect(send(message('http://127.0.0.1:1/'))).resolves.toMatchObject({ kind: 'failed' });
  });

  it('when an answer never ends, then no more than its status is waited for', async () => {
    const { port } = await listen((_req, res) => {
      const chunk = Buffer.alloc(65_536);
      const write = (): void => {
        while (!res.destroyed) if (!res.write(chunk)) return;
      };
      res.writeHead(200).on('drain', write);
      write();
    });
    const send = createWebhookSender({ guard: listed('127.0.0.1', port) });
    await expect(send(message(`http://127.0.0.1:${port}/`))).resolves.toEqual({ kind: 'arrived', status: 200 });
  });
});
