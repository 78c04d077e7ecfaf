import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { entryPoints } from '../../.dependency-cruiser.mjs';
import { routes } from '../../contract/routes.ts';
import { routeList } from '../../ui/generate-routes.ts';
import { kebabCase, repository, roomFiles, sourceFiles } from './source-files.ts';

const read = (path: string) => readFileSync(join(repository, path), 'utf8');

/** The names in the bill of powers. */
const powers = () => [...read('contract/activities.ts').matchAll(/^ {2}(\w+)\(/gm)].map(([, name = '']) => name);

const unmet = (folder: string, names: string[]) => {
  const files = sourceFiles(folder);
  return names.filter((name) => !files.some(({ path, values }) => path === `${folder}/${kebabCase(name)}.ts` && values.includes(name)));
};

describe('what contract promises', () => {
  it('when contract lists a route, then api has its file', () => {
    expect(unmet('api/routes', Object.keys(routes))).toEqual([]);
  });

  it('when contract lists an effect, then activities has its file', () => {
    expect(powers()).not.toEqual([]);
    expect(unmet('activities', powers())).toEqual([]);
  });

  it('when a file stands among activities, then contract lists it', () => {
    const known = [...powers().map(kebabCase), 'dependencies', 'index'].map((name) => `activities/${name}.ts`);
    const direct = sourceFiles('activities').filter(({ path }) => path.split('/').length === 2);
    expect(direct.map(({ path }) => path).filter((path) => !known.includes(path))).toEqual([]);
  });

  it('when contract changes, then the route list of the page is written anew', () => {
    expect(read('ui/routes.generated.ts')).toBe(routeList());
  });

  it('when a process or build begins somewhere, then that file exists', () => {
    const paths = roomFiles().map(({ path }) => path);
    expect(entryPoints.filter((pattern) => !paths.some((path) => new RegExp(`^${pattern}$`).test(path)))).toEqual([]);
  });
});

describe('docs/capabilities.md', () => {
  const rows = () => read('docs/capabilities.md').split('\n').filter((line) => /^\|\s*\**\d+\.\d+/.test(line));
  const named = (row: string) => [...row.matchAll(/`([\w./-]+\/[\w./-]+)`|\]\(([^)#]+)/g)].map(([, code, link]) => code ?? link?.replace(/^(\.\.\/)+/, '') ?? '');

  it('when it has a row, then the row names a test that exists', () => {
    expect(rows()).not.toEqual([]);
    expect(rows().filter((row) => !named(row).some((path) => path.startsWith('test/') && existsSync(join(repository, path))))).toEqual([]);
  });

  it('when a row names a file, then that file exists', () => {
    expect(rows().flatMap(named).filter((path) => path.includes('/') && !path.startsWith('http') && !existsSync(join(repository, path)))).toEqual([]);
  });
});
