import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Route } from '../../contract/route.ts';
import { routes } from '../../contract/routes.ts';
import { createClient } from '../../cli/client.ts';
import type { CreatedToken } from '../../contract/token.ts';
import { expectData } from '../support/http.ts';
import { openStage, type Stage } from './stage.ts';

type Document = { openapi: string; paths: Record<string, Record<string, { operationId: string; requestBody?: unknown }>> };

describe('7.5 OpenAPI and a typed client', () => {
  let stage: Stage;
  let document: Document;
  beforeAll(async () => {
    stage = await openStage();
    document = (await (await fetch(`${stage.house.url}/openapi.json`)).json()) as Document;
  });

  it('when the document is read, then it is OpenAPI 3.1 and has exactly the routes that answer', () => {
    const described = Object.values(document.paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(described.toSorted()).toEqual(expect.arrayContaining(Object.keys(routes).toSorted()));
  });

  it('when a route takes a body, then a body that breaks its schema is refused with the path, as the document says', async () => {
    const table: Route = routes.postIntent;
    expect(document.paths[`/api/v1${table.path.replace(':projectId', '{projectId}')}`]?.['post']?.requestBody).toBeDefined();
    const { status, body } = await stage.admin.session.post(stage.at('/intents'), { actionId: 'Not An Id', inputs: {} });
    expect({ status, paths: body.issues?.map(({ path }) => path) }).toEqual({ status: 422, paths: ['/actionId'] });
  });

  it('when the reference is opened, then it is a page that reads the document', async () => {
    const page = await fetch(`${stage.house.url}/docs`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
  });

  it('when the typed client calls, then what it answers has the type of the route', async () => {
    const { token } = expectData(await stage.admin.session.post<CreatedToken>('/tokens', { name: `client ${Date.now()}` }), 201);
    const client = createClient({ url: stage.house.url, credential: { authorization: `Bearer ${token}` }, mintRequestId: () => `client.${Date.now()}` });
    const execution = await client.call(routes.postIntent, { params: { projectId: stage.projectId }, body: { actionId: 'demo.counter.set', inputs: { value: 4 } } });
    const told: 'success' | 'rejected' | 'failed' | 'pending_approval' | 'running' = execution.status;
    expect([told, execution.diff]).toEqual(['success', [{ op: 'replace', path: '/demo.counter/value', value: 4, old: 0 }]]);
  });
});
