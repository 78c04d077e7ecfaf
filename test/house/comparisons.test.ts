import { describe, expect, it } from '@jest/globals';
import { roomFiles } from './source-files.ts';

const COMPARED = /(\S+) (?:===|!==) ([A-Za-z][\w.?]*)/g;
const NOTHING = /^\W*(null|undefined|true|false|typeof)\b|['"`]$/;
const NAMED = /(token|hash|mac|secret|signature|password|digest|csrf|credential)\W*$/i;

/** Comparisons of two values of which one is named like something secret: how long they take would tell where the two differ. */
const comparisons = (text: string): string[] =>
  [...text.matchAll(COMPARED)]
    .filter(([, left = '', right = '']) => !NOTHING.test(left) && !NOTHING.test(right) && [left, right].some((side) => NAMED.test(side)))
    .map(([found]) => found);

/** Where it may be told: nobody can send guesses, or what is compared is no secret of anybody else. */
const HARMLESS: Record<string, string> = {
  'api/checks.ts': 'the digests of the registry are on /ready',
  'api/routes/change-password.ts': 'both passwords come from the same call',
  'api/routes/post-vote.ts': 'whoever may vote is shown the digest',
  'cli/read-secret.ts': 'both are typed at the same terminal',
  'db/stores/login-sessions.ts': 'both hashes are of sessions of the caller himself',
  'domain/integrity/': 'both are rows of the house, or of a file in the hands of whoever verifies it',
};

/** Pages hold no secret of anybody else. */
const found = () => roomFiles().filter(({ path }) => !path.startsWith('ui/')).flatMap(({ path, text }) => comparisons(text).map((comparison) => ({ path, comparison })));

describe('comparisons', () => {
  it('when something secret is compared, then it is in a time that tells nothing', () => {
    expect(found().filter(({ path }) => !Object.keys(HARMLESS).some((place) => path.startsWith(place))).map(({ path, comparison }) => `${path}: ${comparison}`)).toEqual([]);
  });

  it('when a place is named as harmless, then something is compared there', () => {
    const places = found().map(({ path }) => path);
    expect(Object.keys(HARMLESS).filter((place) => !places.some((path) => path.startsWith(place)))).toEqual([]);
  });

  it('when credentials, CSRF tokens and signatures are judged, then it is by that comparison', () => {
    const judges = ['api/auth/csrf.ts', 'platform/metrics-listener.ts'];
    expect(roomFiles().filter(({ path, text }) => judges.includes(path) && text.includes('constantTimeEqual(')).map(({ path }) => path).toSorted()).toEqual(judges);
  });

  it.each(['if (sent === session.csrfToken) return;', 'return token === expected;', 'if (mac !== found.signature) throw problem;', "const fits = read('x') === row.tokenHash;"])('when a file says %s, then the check sees it', (text) => {
    expect(comparisons(text)).not.toEqual([]);
  });

  it.each(['if (token === null) return;', "if (typeof token !== 'string') return;", 'if (left.passwordChangeRequired === true) return;', 'if (null === secret) return;', 'if (count === tokens.length) return;'])('when a file says %s, then it is nothing to see', (text) => {
    expect(comparisons(text)).toEqual([]);
  });
});
