import { expect, it } from '@jest/globals';
import { services } from '../support/services.ts';
import { secrets } from './campaign/r9-secrets.ts';
import { formsOf, mintMark } from './campaign/r9/planted.ts';
import { openSearch } from './campaign/r9/search.ts';

const SLOW_MS = 400_000; // A busy machine takes its time; how long is no question of this test.

it('when secrets come in by every door, then nothing that is kept, logged, measured or answered to others holds one', async () => {
  const report = await secrets({ seed: 19, requests: 0, clients: 0, rounds: 1, parent: services().directory });
  expect(report.findings).toEqual([]);
}, SLOW_MS);

const mark = mintMark('mark');

it.each([
  ['as it is', `{"pin":"${mark}"}`],
  ['in hex, as Postgres shows bytes', `\\x${Buffer.from(`{"pin":"${mark}"}`).toString('hex')}`],
  ['in base64', Buffer.from(`{"pin":"${mark}"}`).toString('base64')],
  ['in base64, a byte further', Buffer.from(`{"pins":"${mark}"}`).toString('base64')],
  ['in base64, two bytes further', Buffer.from(`{"pinto":"${mark}"}`).toString('base64url')],
])('when a secret stands %s, then the search sees it', (_how, content) => {
  const search = openSearch(() => [{ door: 'a door', text: mark, isAtHomeIn: ['turn'] }]);
  search.text('the table turn', content, 'turn');
  expect(search.findings).toEqual([]);
  search.text('a place', content);
  expect(search.findings).toEqual(['a door is found in a place']);
  expect(formsOf(mark).every((form) => form.length > 20)).toBe(true);
});
