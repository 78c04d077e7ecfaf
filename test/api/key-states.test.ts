import { describe, expect, it } from '@jest/globals';
import { keyStates, type KeyFacts } from '../../api/key-states.ts';

const nothing: KeyFacts = { held: ['new', 'old'], canaries: new Map(), sealed: [], signed: [] };
const stateOf = (keyId: string, facts: Partial<KeyFacts>) => keyStates({ ...nothing, ...facts }).find((key) => key.keyId === keyId);

describe('keyStates', () => {
  it.each([
    ['it seals now', 'new', {}, false, 'Seals whatever is new.'],
    ['it has sealed rows', 'old', { sealed: [{ table: 'plan', keyId: 'old', rows: 2 }, { table: 'media', keyId: 'old', rows: 1 }] }, false, /^Has sealed 3 rows or files: seal them anew/],
    ['it has signed executions', 'old', { signed: [{ keyId: 'old', rows: 7 }] }, false, /^Has signed 7 executions/],
    ['it has sealed and signed', 'old', { sealed: [{ table: 'plan', keyId: 'old', rows: 2 }], signed: [{ keyId: 'old', rows: 7 }] }, false, /^Has sealed 2/],
    ['nothing needs it but its canary', 'old', { canaries: new Map([['old', 'ok']] as const) }, false, /the next re-encryption releases it/],
    ['nothing needs it', 'old', {}, true, /^Nothing in the database needs it: take it out/],
    ['it is needed and not there', 'lost', { signed: [{ keyId: 'lost', rows: 1 }] }, false, /put it back/],
    ['it has left a canary alone and is not there', 'lost', { canaries: new Map([['lost', 'wrong']] as const) }, false, /releases it/],
  ] as const)('when %s, then that is what is said of it', (_when, keyId, facts, mayBeRemoved, advice) => {
    expect(stateOf(keyId, facts)).toMatchObject({ mayBeRemoved, advice: expect.stringMatching(advice) });
  });

  it('when files have a key that nobody has looked at, then they are told of apart', () => {
    expect(stateOf('unknown', { sealed: [{ table: 'media', keyId: '', rows: 4 }] })).toMatchObject({ isHeld: false, sealedRows: { media: 4 }, mayBeRemoved: false });
  });

  it('when there are several keys, then the one that seals now comes first', () => {
    expect(keyStates({ ...nothing, signed: [{ keyId: 'lost', rows: 1 }] }).map(({ keyId }) => keyId)).toEqual(['new', 'old', 'lost']);
  });
});
