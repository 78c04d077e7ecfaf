import { describe, expect, it } from '@jest/globals';
import { kebabCase, roomFiles, sourceFiles } from './source-files.ts';
import type { SourceFile } from './source-files.ts';

/** Entry points, composition and lists, whose place says what they are. */
const NAMED_BY_PLACE = /(^|\/)(main|index|dependencies|list|messages|activity-options|build|vite\.config|start)\.(ts|tsx|mjs)$|^db\/migrations\/|^contract\//;

/** Folders in which a file is one verb or one rule, and bears exactly the name of what it exports. */
const ONE_EACH = /^(activities|workflows|api\/routes|domain\/gates)\//;

const VAGUE = /(^|[-./])(utils?|helpers?|common|shared|types?|manager|misc|lib)([-./]|$)/;
const SUFFIXED = /(Dto|Service|Manager|Helper|Utils?)$|^I[A-Z][a-z]/;

/** `summary` and `summarize`, `ids` and `id` are one word here. */
const sameWord = (one: string, other: string) => one.slice(0, 4) === other.slice(0, 4) || `${one}s` === other || one === `${other}s`;

/** True when an export says the file's name: all of its words where it is the only value, else one of them. */
function isSaidBy(exported: string, file: SourceFile): boolean {
  const name = file.name.replace(/\.entity$/, '');
  if (kebabCase(exported) === name) return true;
  if (ONE_EACH.test(file.path)) return false;

  const said = kebabCase(exported).split('-');
  const isSaid = (word: string) => said.some((other) => sameWord(word, other));
  return file.values.length === 1 ? name.split('-').every(isSaid) : name.split('-').some(isSaid);
}

const isWellNamed = (file: SourceFile) =>
  file.values.length === 0 || NAMED_BY_PLACE.test(file.path) || [...file.values, ...file.types].some((exported) => isSaidBy(exported, file));

const file = (path: string, text: { values?: string[]; types?: string[] } = {}): SourceFile => ({
  path,
  name: path.replace(/^.*\//, '').replace(/\.tsx?$/, ''),
  text: '',
  values: text.values ?? [],
  types: text.types ?? [],
});

describe('names', () => {
  it('when a file has a name, then it is in kebab-case', () => {
    const paths = [...roomFiles(), ...sourceFiles('test'), ...sourceFiles('bench')].map(({ path }) => path);
    expect(paths.filter((path) => !/^[a-z0-9-]+(\/[a-z0-9-]+)*(\.(entity|test|config|acceptance))?\.(ts|tsx|js|mjs)$/.test(path))).toEqual([]);
  });

  it('when a file has a main export, then it bears its name', () => {
    expect(roomFiles().filter((source) => !isWellNamed(source)).map(({ path, values }) => `${path} exports ${values.join(', ')}`)).toEqual([]);
  });

  it('when a name says nothing, then nothing bears it', () => {
    const files = roomFiles();
    const vague = files.filter(({ path }) => VAGUE.test(path)).map(({ path }) => path);
    const suffixed = files.flatMap(({ path, values, types }) => [...values, ...types].filter((name) => SUFFIXED.test(name)).map((name) => `${path} exports ${name}`));
    expect([...vague, ...suffixed]).toEqual([]);
  });

  it.each([
    ['another noun', file('platform/digest.ts', { values: ['sealText'] })],
    ['only half its name', file('local/temporal-wheel.ts', { values: ['downloadWheel'] })],
    ['several things that are not its name', file('ui/storage.ts', { values: ['read', 'write'] })],
    ['a longer verb where each file is one verb', file('activities/interpret.ts', { values: ['interpretMessage'] })],
  ])('when a file exports %s, then the check sees it', (_when, source) => {
    expect(isWellNamed(source)).toBe(false);
  });

  it.each(['api/utils.ts', 'db/query-helper.ts', 'contract/types.ts', 'platform/common/codec.ts'])('when a file is called %s, then the check sees it', (path) => {
    expect(path).toMatch(VAGUE);
  });

  it.each(['TurnDto', 'ITurn', 'TurnService', 'TurnManager'])('when an export is called %s, then the check sees it', (name) => {
    expect(name).toMatch(SUFFIXED);
  });
});
