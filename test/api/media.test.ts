import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SimulatedExecution } from '../../contract/execution.ts';
import { MAX_MEDIA_BYTES } from '../../contract/media.ts';
import type { Turn } from '../../contract/turn.ts';
import { createMember, createProject, expectData, type Session } from '../support/http.ts';
import { attachment, samples, type SampleType, storedAs } from '../support/media.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let admin: Session;
let projectId: string;

beforeAll(async () => {
  api = await startApi();
  admin = await api.signInAdmin();
  projectId = await createProject(admin);
});
afterAll(() => api.stop());

const at = (path: string) => `/projects/${projectId}${path}`;
const step = { actionId: 'demo.counter.increment', inputs: {} };
const simulate = (media: unknown) => admin.post<SimulatedExecution>(at('/intents/simulate'), { ...step, media });
const say = (media: unknown, more: object = {}, session = admin) => session.post<{ turnId: string }>(at('/turns'), { message: 'look at this', media, ...more });
const read = (sha256: string, session = admin, project = projectId) =>
  fetch(`${api.url}/api/v1/projects/${project}/media/${sha256}`, { headers: { cookie: session.cookie, connection: 'close' } });
const png = attachment('image/png');
const text = attachment('text/plain');
const ofBytes = (count: number) => attachment('text/plain', { content: Buffer.alloc(count, 'x') });
const mediaRows = () => api.front.database.read<{ sha256: string; is_kept: boolean }>('select sha256, is_kept from media where project_id = $1', [projectId]);

describe('what is attached', () => {
  it.each(Object.keys(samples) as SampleType[])('when it is %s, then it is taken, and the intent shows its hash and no content', async (mimeType) => {
    const sent = attachment(mimeType);
    const answer = await simulate([sent]);
    expect(expectData(answer).intent.media).toEqual([storedAs(sent)]);
    expect(JSON.stringify(answer.body)).not.toContain(sent.data);
  });

  it('when it is an animated PNG, then it is a PNG', async () => {
    const animated = Buffer.concat([samples['image/png'].subarray(0, 33), Buffer.from([0, 0, 0, 8]), Buffer.from('acTL'), Buffer.alloc(12), samples['image/png'].subarray(33)]);
    expect((await simulate([attachment('image/png', { content: animated })])).status).toBe(200);
  });

  it.each([
    ['is not named by a type', [{ ...png, type: 'video' }], 422, 'invalid_request', ['/media/0/type']],
    ['says that it is a document and is an image', [{ ...png, type: 'document' }], 422, 'invalid_request', ['/media/0/type']],
    ['says that it is an image and is a document', [text, { ...text, type: 'image' }], 422, 'invalid_request', ['/media/1/type']],
    ['is an SVG', [{ ...png, mimeType: 'image/svg+xml' }], 415, 'unsupported_media_type', undefined],
    ['is HTML', [text, { ...text, mimeType: 'text/html' }], 415, 'unsupported_media_type', undefined],
    ['has a type with a parameter', [{ ...text, mimeType: 'text/plain; charset=utf-8' }], 415, 'unsupported_media_type', undefined],
    ['is named constructor as its type', [{ ...text, mimeType: 'constructor' }], 415, 'unsupported_media_type', undefined],
    ['says PNG and is a JPEG', [{ ...attachment('image/jpeg'), mimeType: 'image/png' }], 422, 'invalid_request', ['/media/0/mimeType']],
    ['says PNG and is text', [{ ...png, data: text.data }], 422, 'invalid_request', ['/media/0/mimeType']],
    ['says PDF and is text', [{ ...text, mimeType: 'application/pdf' }], 422, 'invalid_request', ['/media/0/mimeType']],
    ['says text and is a PDF', [{ ...text, data: attachment('application/pdf').data }], 422, 'invalid_request', ['/media/0/mimeType']],
    ['says text and is a PNG', [{ ...text, data: png.data }], 422, 'invalid_request', ['/media/0/mimeType']],
    ['says text and has a NUL', [{ ...text, data: Buffer.from('a\0b').toString('base64') }], 422, 'invalid_request', ['/media/0/mimeType']],
    ['says CSV and is no UTF-8', [{ ...text, mimeType: 'text/csv', data: Buffer.from([0x61, 0xff]).toString('base64') }], 422, 'invalid_request', ['/media/0/mimeType']],
    ['is no base64', [{ ...text, data: 'not base64!' }], 422, 'invalid_request', ['/media/0/data']],
    ['lacks the padding', [{ ...text, data: 'YQ' }], 422, 'invalid_request', ['/media/0/data']],
    ['is base64 with line breaks', [{ ...text, data: 'YWFh\nYWFh' }], 422, 'invalid_request', ['/media/0/data']],
    ['is base64 for addresses', [{ ...text, data: '_-_-' }], 422, 'invalid_request', ['/media/0/data']],
    ['is base64 with bits left over', [{ ...text, data: 'YR==' }], 422, 'invalid_request', ['/media/0/data']],
    ['is empty', [{ ...text, data: '' }], 422, 'invalid_request', ['/media/0/data']],
    ['has no content', [{ type: 'image', mimeType: 'image/png', name: 'x' }], 422, 'invalid_request', ['/media/0/data']],
    ['has a number as its content', [{ ...text, data: 5 }], 422, 'invalid_request', ['/media/0/data']],
    ['has a NUL in its content', [{ ...text, data: 'YWFh\0' }], 422, 'invalid_request', ['/media/0/data']],
    ['has no name', [{ ...text, name: '' }], 422, 'invalid_request', ['/media/0/name', '/media/0/name']],
    ['has a name of 201 characters', [{ ...text, name: 'x'.repeat(201) }], 422, 'invalid_request', ['/media/0/name']],
    ['has a way in its name', [{ ...text, name: '../passwd' }], 422, 'invalid_request', ['/media/0/name']],
    ['has another way in its name', [{ ...text, name: 'c:\\passwd' }], 422, 'invalid_request', ['/media/0/name']],
    ['has a line break in its name', [{ ...text, name: 'a\r\nb' }], 422, 'invalid_request', ['/media/0/name']],
    ['has a name that turns direction', [{ ...text, name: 'a\u202egpj.exe' }], 422, 'invalid_request', ['/media/0/name']],
    ['has an unknown name', [{ ...text, sha256: 'x' }], 422, 'invalid_request', ['/media/0/sha256']],
    ['is no list', text, 422, 'invalid_request', ['/media']],
    ['is five', [text, text, text, text, text], 413, 'payload_too_large', undefined],
    ['is five of nothing', [1, 2, 3, 4, 5], 413, 'payload_too_large', undefined],
    ['is over 10 MiB', [ofBytes(MAX_MEDIA_BYTES + 1)], 413, 'payload_too_large', undefined],
    ['is over 10 MiB together', [ofBytes(MAX_MEDIA_BYTES / 2), ofBytes(MAX_MEDIA_BYTES / 2 + 1)], 413, 'payload_too_large', undefined],
    ['is far over 10 MiB', [ofBytes(MAX_MEDIA_BYTES * 2)], 413, 'payload_too_large', undefined],
    ['has a name of a megabyte', [{ ...text, name: 'x'.repeat(1_048_576) }], 413, 'payload_too_large', undefined],
  ])('when it %s, then it is refused with its place', async (_when, media, status, error, paths) => {
    const answers = [await simulate(media), await say(media), await admin.post(at('/intents'), { ...step, media })];
    for (const answer of answers) {
      expect([answer.status, answer.body.error]).toEqual([status, error]);
      expect(answer.body.issues?.map((issue) => issue.path)).toEqual(paths);
    }
  });

  it('when names hide in it that no schema should see, then they are found', async () => {
    const body = JSON.stringify({ ...step, media: [text] }).replace('"name"', '"__proto__":{"a":1},"name"');
    const headers = { 'content-type': 'application/json', connection: 'close', cookie: admin.cookie, 'x-csrf-token': admin.me.csrf.token };
    const answer = await fetch(`${api.url}/api/v1${at('/intents/simulate')}`, { method: 'POST', headers, body });
    expect(await answer.json()).toMatchObject({ status: 422, issues: [{ path: '/media/0/__proto__' }] });
  });

  it('when it is exactly 10 MiB, then it is taken; beside it the body may have a mebibyte and no more', async () => {
    const whole = ofBytes(MAX_MEDIA_BYTES);
    expect((await simulate([whole])).status).toBe(200);
    const beside = (count: number) => admin.post(at('/intents/simulate'), { actionId: 'std.text_input.set', inputs: { value: 'y'.repeat(count) }, media: [whole] });
    expect((await beside(1_000_000)).status).toBe(200);
    expect((await beside(1_048_576)).status).toBe(413);
  });

  it('when a body without attachments is over a mebibyte, then it is refused as before', async () => {
    expect((await admin.post(at('/turns'), { message: 'x'.repeat(1_048_577) })).status).toBe(413);
    expect((await admin.post(at('/plans'), { steps: [step], note: 'x'.repeat(1_048_577) })).status).toBe(413);
  });

  it('when a step of a plan has it, then it is refused with its place', async () => {
    const answer = await admin.post(at('/plans'), { steps: [{ ...step, media: [text] }] });
    expect([answer.status, answer.body.issues?.map(({ path }) => path)]).toEqual([422, ['/steps/0/media']]);
  });
});

describe('a stored attachment', () => {
  it('when it was only simulated or refused, then nothing of it is stored', async () => {
    const sent = attachment('text/markdown');
    expectData(await simulate([sent]));
    await say([sent, { ...sent, mimeType: 'image/png' }]);
    expect((await mediaRows()).map(({ sha256 }) => sha256)).not.toContain(storedAs(sent).sha256);
  });

  it('when it comes with a message, then its author alone reads it, under its own type and as nothing that runs', async () => {
    const sent = attachment('text/csv', { name: 'it’s "hot";.csv' });
    const { sha256 } = storedAs(sent);
    const { turnId } = expectData(await say([sent, png]), 202);
    expect(expectData(await admin.get<Turn>(at(`/turns/${turnId}`))).media).toEqual([storedAs(sent), storedAs(png)]);

    const answer = await read(sha256);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).toString('base64')).toBe(sent.data);
    expect(Object.fromEntries(['content-type', 'content-disposition', 'x-content-type-options', 'content-security-policy'].map((name) => [name, answer.headers.get(name)]))).toEqual({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': "attachment; filename*=UTF-8''it%E2%80%99s%20%22hot%22%3B.csv",
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    });
    const image = await read(storedAs(png).sha256);
    expect([image.status, image.headers.get('content-type'), image.headers.get('content-disposition')]).toEqual([200, 'image/png', "inline; filename*=UTF-8''pump"]);

    const other = await createMember(admin, projectId, 'admin');
    expect((await read(sha256, other)).status).toBe(404);
    expect((await read(sha256, admin, await createProject(admin))).status).toBe(404);
    expect((await read('0'.repeat(64))).status).toBe(404);
    expect((await read('..%2f..%2fetc%2fpasswd')).status).toBe(422);
    await say([sent], {}, other);
    expect((await read(sha256, other)).status).toBe(200);
  });

  it('when the same content comes twice, then it is stored once, sealed, for its owner alone', async () => {
    const sent = attachment('text/plain', { content: Buffer.from('a content that nothing else has') });
    const { sha256 } = storedAs(sent);
    for (const name of ['one', 'two']) expectData(await say([{ ...sent, name }, { ...sent, name: 'again' }]), 202);
    expect((await mediaRows()).filter((row) => row.sha256 === sha256)).toEqual([{ sha256, is_kept: true }]);
    const { mediaDir } = api.front.config;
    const path = join(mediaDir, projectId, sha256);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(mediaDir, 'drafts'))).toEqual([]);
  });

  it('when its message is sent again, then it is the same turn; with another content it is a conflict', async () => {
    const requestId = `again-${Date.now()}`;
    const first = expectData(await say([text], { requestId }), 202);
    expect(expectData(await say([text], { requestId }), 202)).toEqual(first);
    expect((await say([png], { requestId })).status).toBe(409);
    expect((await say(undefined, { requestId })).status).toBe(409);
  });

  it('when its file is gone, then there is no such attachment', async () => {
    const sent = attachment('text/plain', { content: Buffer.from('soon gone') });
    const { sha256 } = storedAs(sent);
    expectData(await say([sent]), 202);
    await api.front.database.read('delete from media where sha256 = $1', [sha256]);
    expect((await read(sha256)).status).toBe(404);
  });
});
