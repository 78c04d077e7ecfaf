import { sha256Hex } from '../../platform/digest.ts';
import { readPacksAt } from '../../platform/files.ts';
import { loadCatalog } from '../../registry/load-catalog.ts';
import { PackError } from '../../registry/pack-error.ts';
import type { PackSource } from '../../registry/packs/pack-source.ts';
import { readPack } from '../../registry/packs/read-pack.ts';
import type { AddCommand } from '../command.ts';
import { usageError } from '../command-error.ts';
import { EXIT_CODES } from '../exit-code.ts';
import type { Shell } from '../shell.ts';

type PackIssue = { file: string; path: string; message: string };

/** `gatehouse pack validate`: loads packs as a start would, without a Gatehouse; exits with 1 and says where one is wrong. */
export const addPack: AddCommand = (program, shell) => {
  program
    .command('pack')
    .description('check packs')
    .command('validate <files...>')
    .description('load packs, or folders of them, together with the built-ins, and say what is wrong')
    .action(shell.act((paths: string[]) => validatePacks(shell, paths)));
};

async function validatePacks(shell: Shell, paths: readonly string[]) {
  const packs = paths.filter((path) => !/\.cases\.ya?ml$/.test(path)).flatMap(readPacksAt); // Cases stand beside packs and are none.
  if (packs.length === 0) throw usageError(`There is no pack in ${paths.join(', ')}.`);
  const issues = whatIsWrong(packs);
  const verdict = issues.map(({ file, path, message }) => `${file}${path === '' ? '' : ` at ${path}`}: ${message}`).join('\n');
  shell.show({ valid: issues.length === 0, files: packs.map(({ file }) => file), issues }, verdict || `${packs.map(({ file }) => file).join(', ')}: valid.`);
  return issues.length === 0 ? EXIT_CODES.done : EXIT_CODES.error;
}

/** What each pack says wrong by itself; where nothing is, the first thing that is wrong with all of them together. */
function whatIsWrong(packs: readonly PackSource[]): PackIssue[] {
  const alone = packs.flatMap((pack) => problemOf(() => readPack(pack)));
  return alone.length > 0 ? alone : problemOf(() => loadCatalog(packs, sha256Hex));
}

function problemOf(load: () => unknown): PackIssue[] {
  try {
    load();
    return [];
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    return [{ file: error.file, path: error.path, message: error.reason }];
  }
}
