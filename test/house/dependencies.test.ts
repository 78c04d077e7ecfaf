import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repository } from './source-files.ts';

type Locked = {
  version: string;
  integrity?: string;
  resolved?: string;
  link?: boolean;
  license?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  hasInstallScript?: boolean;
};
type Manifest = { private?: boolean; dependencies: Record<string, string>; devDependencies: Record<string, string>; allowScripts: Record<string, boolean> };

const read = (path: string): unknown => JSON.parse(readFileSync(join(repository, path), 'utf8'));
const manifest = read('package.json') as Manifest;
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };
const locked = Object.entries(packages).filter(([path]) => path !== '');
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

const SHA_512 = /^sha512-[A-Za-z0-9+/]{86}==$/;
const REGISTRY = 'https://registry.npmjs.org/';

/** Direct dependencies that may move by themselves: types, which never run, and tools that follow a major version. */
const MAY_MOVE = ['node', 'axe-core', 'typescript'];

/** Under these, what we ship may be used and passed on. */
const LICENCES = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'Unlicense', 'CC-BY-4.0', 'Apache-2.0 AND MIT'];

/** Its package names none; the file beside it is the Unlicense. */
const NAMES_NO_LICENCE = ['unionfs'];

/** Builds for other machines, of which npm wrote down no more than the name. */
const isElsewhere = ({ optional, os, cpu }: Locked): boolean => optional === true && os !== undefined && cpu !== undefined;

function licenceOf(path: string, { license }: Locked): string | undefined {
  if (license !== undefined) return license;
  const file = join(path, 'package.json');
  return existsSync(join(repository, file)) ? (read(file) as { license?: string }).license : undefined;
}

describe('what package-lock.json names', () => {
  it('when there is a package, then its content is fixed by a hash', () => {
    expect(locked.length).toBeGreaterThan(100);
    expect(locked.filter(([, entry]) => !SHA_512.test(entry.integrity ?? '') && !isElsewhere(entry)).map(([path]) => path)).toEqual([]);
  });

  it('when there is a package, then it comes from the registry, and not from a folder, a repository or another address', () => {
    expect(locked.filter(([, { resolved, link }]) => link === true || !(resolved ?? REGISTRY).startsWith(REGISTRY)).map(([path]) => path)).toEqual([]);
  });

  it('when a package is shipped, then its licence allows it', () => {
    const shipped = locked.filter(([path, entry]) => entry.dev !== true && !NAMES_NO_LICENCE.includes(nameOf(path)) && !(isElsewhere(entry) && !existsSync(join(repository, path))));
    expect(shipped.filter(([path, entry]) => !LICENCES.includes(licenceOf(path, entry) ?? 'none')).map(([path, entry]) => `${path}: ${licenceOf(path, entry)}`)).toEqual([]);
  });

  it('when a package wants to run a script at its installation, then somebody has said whether it may', () => {
    const named = (path: string) => Object.keys(manifest.allowScripts).includes(nameOf(path));
    expect(locked.filter(([path, entry]) => entry.hasInstallScript === true && !named(path) && !isElsewhere(entry)).map(([path]) => path)).toEqual([]);
  });
});

describe('what package.json asks for', () => {
  const direct = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

  it('when it is a direct dependency, then its version is named exactly, but for the few that may move', () => {
    expect(direct.filter(([name, range]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range) && !MAY_MOVE.includes(name) && !name.startsWith('@types/')).map(([name, range]) => `${name} ${range}`)).toEqual([]);
  });

  it('when it is a direct dependency, then it is one once', () => {
    expect(Object.keys(manifest.dependencies).filter((name) => name in manifest.devDependencies)).toEqual([]);
  });

  it('when it is a direct dependency, then that version is the one that is installed', () => {
    const other = direct.filter(([name, range]) => /^\d/.test(range) && packages[`node_modules/${name}`]?.version !== range);
    expect(other.map(([name]) => name)).toEqual([]);
  });

  it('when a script is allowed, then the package is still there', () => {
    const known = new Set(locked.map(([path]) => nameOf(path)));
    expect(Object.keys(manifest.allowScripts).filter((name) => !known.has(name))).toEqual([]);
  });

  it('when it is published by mistake, then npm refuses', () => {
    expect(manifest.private).toBe(true);
  });
});
