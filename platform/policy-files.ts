import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readTextFile, readTextFileIfThere } from './files.ts';

/** A policy with the cases that stand beside it, null where there are none. */
export type PolicyFile = { readonly name: string; readonly file: string; readonly text: string; readonly casesFile: string; readonly cases: string | null };

/** Where the policies stand that come with the release. */
export const RELEASED_POLICIES = join(import.meta.dirname, '..', 'policies');

const MAX_FILES = 200;
const POLICY = /^([^.].*?)(?<!\.cases)\.(ya?ml|json)$/;

/** Every policy in a directory, sorted by name. Throws with a plain sentence when it cannot be read, or holds too many or too large files. */
export function readPolicyFiles(directory: string): PolicyFile[] {
  const files = readdirSync(directory).filter((file) => POLICY.test(file)).toSorted();
  if (files.length > MAX_FILES) throw new Error(`${directory} holds ${files.length} policies; expected at most ${MAX_FILES}`);
  return files.map((file) => {
    const name = basename(file).replace(POLICY, '$1');
    const casesFile = join(directory, `${name}.cases.yaml`);
    return { name, file: join(directory, file), text: readTextFile(join(directory, file)), casesFile, cases: readTextFileIfThere(casesFile) };
  });
}
