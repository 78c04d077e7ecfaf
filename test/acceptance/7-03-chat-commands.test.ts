import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution } from '../../contract/execution.ts';
import type { CreatedToken } from '../../contract/token.ts';
import type { Turn } from '../../contract/turn.ts';
import { call } from '../cli/call.ts';
import { expectData } from '../support/http.ts';
import { samples } from '../support/media.ts';
import { openStage, type Stage } from './stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-attach-'));
const file = (name: string, content: Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

let stage: Stage;
let token: string;
beforeAll(async () => {
  stage = await openStage();
  token = String(expectData(await stage.admin.session.post<CreatedToken>('/tokens', { name: 'Chat' }), 201).token);
});

const gatehouse = (args: string[]) => call(args, { url: stage.house.url, token, project: stage.projectId });
async function chat(args: string[]): Promise<{ code: number; turn: Turn }> {
  const { code, out, errors } = await gatehouse(['chat', ...args, '--json']);
  if (out === '') throw new Error(errors);
  return { code, turn: JSON.parse(out) as Turn };
}

describe('7.3 The commands that say and run something', () => {
  it('when files are attached to a message, then the turn has them under their names', async () => {
    const [picture, text] = [file('pump.png', samples['image/png']), file('log.txt', samples['text/plain'])];
    const { code, turn } = await chat(['set the counter to 5', '--attach', picture, '--attach', text]);
    expect({ code, media: turn.media.map(({ name, mimeType, bytes }) => [name, mimeType, bytes]) }).toEqual({
      code: 0,
      media: [['pump.png', 'image/png', samples['image/png'].length], ['log.txt', 'text/plain', samples['text/plain'].length]],
    });
  });

  it('when a file is attached to an intent, then its execution has it', async () => {
    const { code, out } = await gatehouse(['run', 'demo.counter.increment', '--attach', file('note.md', samples['text/markdown']), '--json']);
    expect(code).toBe(0);
    expect((JSON.parse(out) as Execution).intent.media).toMatchObject([{ name: 'note.md', mimeType: 'text/markdown' }]);
  });

  it.each([
    ['is not there', () => join(folder, 'none.png'), 1, 'none.png cannot be attached'],
    ['has another ending', () => file('run.sh', Buffer.from('echo')), 2, 'cannot be attached; expected a file that ends in'],
    ['is not what its name says', () => file('fake.pdf', Buffer.from('no pdf at all')), 1, 'the content is not application/pdf'],
  ])('when a file %s, then one sentence says so, and nothing is said', async (_when, path, code, sentence) => {
    const before = await stage.executions();
    const answer = await gatehouse(['chat', 'set the counter to 9', '--attach', path()]);
    expect(answer).toMatchObject({ code, out: '', errors: expect.stringContaining(sentence) });
    expect(await stage.executions()).toEqual(before);
  });

  it('when a message is only simulated, then the exit code tells what it would come to, and nothing runs', async () => {
    const before = await stage.executions();
    expect(await chat(['set the counter to 77', '--simulate'])).toMatchObject({ code: 0, turn: { simulate: true, reply: { simulation: [{ status: 'success' }] } } });
    expect(await chat(['set the slider to 500', '--simulate'])).toMatchObject({ code: 1, turn: { reply: { kind: 'error' } } });
    expect(await stage.executions()).toEqual(before);
  });
});
