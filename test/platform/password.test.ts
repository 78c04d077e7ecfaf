import { describe, expect, it } from '@jest/globals';
import { hashPassword, verifyPassword } from '../../platform/password.ts';

describe('verifyPassword', () => {
  it('when the password is the one that was hashed, then it fits, and no other does', async () => {
    const hash = await hashPassword('correct horse battery');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,(t=2,p=1|p=1,t=2)\$/);
    expect(await verifyPassword(hash, 'correct horse battery')).toBe(true);
    expect(await verifyPassword(hash, 'correct horse batterz')).toBe(false);
    expect(await hashPassword('correct horse battery')).not.toBe(hash);
  });

  it('when there is no hash, then no password fits, and it still costs a check', async () => {
    const startedMs = performance.now();
    expect(await verifyPassword(null, '')).toBe(false);
    expect(await verifyPassword(null, 'anything')).toBe(false);
    expect(performance.now() - startedMs).toBeGreaterThan(5);
  });
});
