import { ESLint } from 'eslint';
import { describe, expect, it } from '@jest/globals';
import config from '../../eslint.config.js';
import { repository } from './source-files.ts';

// On a build machine the compiler would look at the files on disk alone, and not at the texts of these tests.
const asWritten = { languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } } };
const eslint = new ESLint({ cwd: repository, overrideConfigFile: true, overrideConfig: [...config, asWritten] });

/** The rules that a text would break if it stood in that file, which must exist for the compiler to know it. */
async function brokenRules(path: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(`${text}\n`, { filePath: path });
  return result!.messages.map(({ ruleId }) => ruleId);
}

describe('the rules of lint', () => {
  it.each([
    ['any', 'domain/decide.ts', 'export const open = (value: Record<string, any>) => value;', '@typescript-eslint/no-explicit-any'],
    ['a non-null mark', 'domain/decide.ts', 'export const first = (list: string[]) => list[0]!;', '@typescript-eslint/no-non-null-assertion'],
    ['a cast', 'domain/decide.ts', 'export const text = (value: unknown) => value as string;', '@typescript-eslint/consistent-type-assertions'],
    ['an incomplete switch', 'domain/decide.ts', "export function word(mode: 'on' | 'off') {\n  switch (mode) {\n    case 'on':\n      return 1;\n  }\n  return 0;\n}", '@typescript-eslint/switch-exhaustiveness-check'],
    ['a default for what is named', 'domain/decide.ts', "export function word(mode: 'on' | 'off') {\n  switch (mode) {\n    case 'on':\n      return 1;\n    case 'off':\n      return 2;\n    default:\n      return 0;\n  }\n}", '@typescript-eslint/switch-exhaustiveness-check'],
    ['a lost promise', 'platform/config.ts', 'const later = async () => 1;\nexport function start() {\n  later();\n}', '@typescript-eslint/no-floating-promises'],
    ['a default export', 'domain/decide.ts', 'export default 1;', 'no-restricted-syntax'],
    ['a print', 'db/database.ts', "console.log('here');", 'no-console'],
    ['the environment', 'db/database.ts', 'export const home = process.env.HOME;', 'no-restricted-syntax'],
    ['the environment by another name', 'db/database.ts', "import { env } from 'node:process';\nexport const home = env.HOME;", 'no-restricted-syntax'],
    ['values in a statement', 'db/database.ts', 'export const find = (id: string) => `select 1 from project where id = ${id}`;', 'no-restricted-syntax'],
    ['a computed name in a statement', 'db/database.ts', 'export const find = (column: (by: string) => string, by: string) => `select ${column(by)} from project`;', 'no-restricted-syntax'],
    ['an execute that interpolates', 'db/database.ts', "export const find = (em: { execute(sql: string): unknown }) => em.execute('select 1');", 'no-restricted-syntax'],
    ['an interpolated raw', 'db/database.ts', 'export const find = (q: { raw(sql: string): unknown }, by: string) => q.raw(`order by ${by}`);', 'no-restricted-syntax'],
    ['an endless file', 'domain/decide.ts', '//\n'.repeat(251), 'max-lines'],
    ['an endless function', 'domain/decide.ts', `export function long() {\n${'  //\n'.repeat(41)}}`, 'max-lines-per-function'],
    ['work put off', 'domain/decide.ts', `// TO${'DO'} later`, 'no-warning-comments'],
  ])('when a file has %s, then lint fails', async (_when, path, text, rule) => {
    expect(await brokenRules(path, text)).toContain(rule);
  });

  it.each([
    ['the one room that reads the environment', 'platform/config.ts', 'export const home = process.env.HOME;'],
    ['a constant', 'domain/decide.ts', "export const modes = ['on', 'off'] as const;"],
    ['a statement with constant columns', 'db/database.ts', "const COLUMNS = 'id, name';\nconst instant = (column: string) => column;\nexport const find = `select ${COLUMNS}, ${instant('at')} from project where id = $1`;"],
    ['a bound statement', 'db/database.ts', "export const find = (q: { raw(sql: string, values: string[]): unknown }, id: string) => q.raw('select 1 where id = $1', [id]);"],
  ])('when a file is %s, then lint passes', async (_when, path, text) => {
    expect(await brokenRules(path, text)).toEqual([]);
  });
});
