import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { routeList } from '../../ui/generate-routes.ts';

describe('the route list of the page', () => {
  it('when the contract says otherwise, then the list is written anew (node ui/generate-routes.ts)', () => {
    expect(readFileSync(new URL('../../ui/routes.generated.ts', import.meta.url), 'utf8')).toBe(routeList());
  });
});
