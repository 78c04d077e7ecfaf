import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Route } from '../../contract/route.ts';
import { routes } from '../../contract/routes.ts';
import { startApi, type TestApi } from './start-api.ts';

type Schema = { $ref?: string; required?: string[]; properties?: Record<string, Schema>; const?: unknown };
type Content = Record<string, { schema: Schema }>;
type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters?: { name: string; in: string; required: boolean }[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, { description: string; content?: Content }>;
};
type Document = {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, unknown> };
};

const table: [string, Route][] = Object.entries<Route>(routes);
const addressOf = (path: string): string => `/api/v1${path.replace(/:(\w+)/g, '{$1}')}`;

/** A kept connection may have been closed by the server meanwhile, so each read has its own. */
const read = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${api.url}${path}`, { headers: { connection: 'close', ...headers } });

let api: TestApi;
let document: Document;

beforeAll(async () => {
  api = await startApi();
  document = (await (await read('/api/v1/openapi.json')).json()) as Document;
});
afterAll(() => api.stop());

const operations = (): Operation[] => Object.values(document.paths).flatMap((path) => Object.values(path));

describe('the document', () => {
  it('when it is read without a credential, at either address, then it is OpenAPI 3.1', async () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Gatehouse' } });
    expect(document.info.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(await (await read('/openapi.json')).json()).toEqual(document);
  });

  it.each(table)('when the contract has %s, then the document has it, with its body, its answer and its parameters', (name, route) => {
    const operation = document.paths[addressOf(route.path)]?.[route.method];
    expect(operation).toMatchObject({ operationId: name, summary: expect.stringMatching(/^[A-Z].{3,}/) });
    expect(operation?.requestBody !== undefined).toBe(route.body !== undefined);
    const inPath = (operation?.parameters ?? []).filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name);
    expect(inPath).toEqual([...route.path.matchAll(/:(\w+)/g)].map(([, parameter]) => parameter));
    expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining([String(route.status ?? 200), '422', '429', '500', '503']));
    if (route.access !== 'anyone') expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining(['401', '403']));
    if (route.params) expect(operation?.responses).toHaveProperty('404');
  });

  it('when a route refers to something, then it is there', () => {
    const referred = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? '');
    expect(referred.length).toBeGreaterThan(50);
    for (const ref of new Set(referred)) {
      expect(ref).toMatch(/^#\/components\/schemas\/\w+$/);
      expect(document.components.schemas).toHaveProperty([ref.slice('#/components/schemas/'.length)]);
    }
  });

  it('when operations are compared, then each has an id of its own, and asks only for credentials that are described', () => {
    const ids = operations().map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const schemes = operations().flatMap(({ security }) => security.flatMap((way) => Object.keys(way)));
    expect(new Set(schemes)).toEqual(new Set(Object.keys(document.components.securitySchemes)));
  });

  it('when a status is an error, then its body is the problem document', () => {
    for (const [name, route] of table) {
      const operation = document.paths[addressOf(route.path)]?.[route.method];
      for (const [status, { content }] of Object.entries(operation?.responses ?? {})) {
        if (Number(status) >= 400) expect({ name, status, schema: content?.['application/problem+json']?.schema }).toEqual({ name, status, schema: { $ref: '#/components/schemas/ProblemBody' } });
      }
    }
  });

  it('when a call may carry a header of its own, then it is a parameter', () => {
    const headersOf = (name: keyof typeof routes): string[] =>
      (document.paths[addressOf(routes[name].path)]?.[routes[name].method]?.parameters ?? []).filter((parameter) => parameter.in === 'header').map((parameter) => parameter.name);
    expect(headersOf('postIntent')).toEqual(['Idempotency-Key', 'If-Match']);
    expect(headersOf('putPolicy')).toEqual(['If-Match']);
    expect(headersOf('getState')).toEqual(['If-None-Match']);
    expect(headersOf('streamEvents')).toEqual(['Last-Event-ID']);
  });
});

describe('the reference page', () => {
  it.each(['/docs', '/docs/', '/api/v1/docs'])('when %s is opened without a credential, then it is a page without any script inside', async (path) => {
    const page = await read(path);
    const text = await page.text();
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(text).not.toMatch(/<script(?![^>]* src=)/);
    for (const [, address] of text.matchAll(/(?:src|href)="([^"]+)"/g)) expect((await read(address ?? '')).status).toBe(200);
  });

  it.each(['/docs/package.json', '/docs/index.html', '/docs/../package.json', '/docs/%2e%2e/package.json'])('when %s is asked for, then there is nothing', async (path) => {
    expect((await read(path, { accept: 'application/json' })).status).toBe(404);
  });
});
