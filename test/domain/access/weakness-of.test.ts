import { describe, expect, it } from '@jest/globals';
import { commonestPasswords } from '../../../domain/access/commonest-passwords.ts';
import { weaknessOf } from '../../../domain/access/weakness-of.ts';

const ada = { username: 'Ada.Byron', email: 'countess@example.org' };

describe('weaknessOf', () => {
  it.each([
    ['it holds the user name, in whatever letters', 'my ADA.byron 1815', 'user name'],
    ['it holds the email address', 'countess@example.org!', 'email address'],
    ['it holds what stands before the @', 'the Countess of L', 'email address'],
    ['one character is repeated', 'aaaaaaaaaaaa', 'repeated'],
    ['four characters are repeated', 'ab1!ab1!ab1!ab', 'repeated'],
    ['it is the digits, round and round', '345678901234', 'sequence'],
    ['it is the digits backwards', '9876543210987', 'sequence'],
    ['it is the alphabet', 'ABCDEFGHIJKLMNOP', 'sequence'],
    ['it is a row of keys', 'qwertyuiopqwe', 'sequence'],
    ['it is among the commonest, in capitals', 'Password1234', 'commonest'],
    ['it is among the commonest, in wide letters', 'ｐａｓｓｗｏｒｄ１２３４', 'commonest'],
  ])('when %s, then it says so', (_when, password, rule) => {
    expect(weaknessOf(password, ada)).toContain(rule);
  });

  it.each([['correct horse battery'], ['the quick brown fox'], ['zwölf Boxkämpfer jagen'], ['abcdefghijkm'], ['1234567890ab!'], ['ada likes numbers']])('when it is %j, then nothing is asked of its characters', (password) => {
    expect(weaknessOf(password, ada)).toBeNull();
  });

  it('when a user name has three letters or fewer, then it may stand in a word', () => {
    expect(weaknessOf('a bandana for me', { username: 'ana', email: 'me@example.org' })).toBeNull();
  });

  it('when the list is read, then each entry could be chosen at all, and is compared as it stands', () => {
    expect(commonestPasswords.size).toBeLessThanOrEqual(200);
    for (const password of commonestPasswords) expect([password, password.length >= 12, password.toLowerCase()]).toEqual([password, true, password]);
  });
});
