import { expect, it } from '@jest/globals';
import { diagnoseKeyRing } from '../../cli/diagnosis.ts';
import type { KeyState } from '../../contract/key-ring.ts';

const state = (keyId: string, more: Partial<KeyState> = {}): KeyState => ({ keyId, isCurrent: false, isHeld: true, canary: 'ok', sealedRows: {}, chainRows: 0, mayBeRemoved: false, advice: '', ...more });
const current = state('new', { isCurrent: true, sealedRows: { plan: 1 } });

it.each([
  ['one key does it all', [current], 'ok', 'everything is sealed with new'],
  ['an older key has only signed', [current, state('old', { chainRows: 3 })], 'ok', 'everything is sealed with new'],
  ['an older key has sealed', [current, state('old', { sealedRows: { plan: 2 } })], 'warn', 'old still opens what is older than new'],
  ['a key is missing', [current, state('lost', { isHeld: false, chainRows: 2 })], 'fail', 'SECRET_KEYS lacks lost'],
] as const)('when %s, then the doctor says so', (_when, keys, verdict, detail) => {
  expect(diagnoseKeyRing({ keys: [...keys], runs: [] })).toMatchObject({ name: 'key ring', verdict, detail });
});
