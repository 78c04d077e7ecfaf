import { Pack } from '../../contract/pack.ts';
import { pointerOf } from '../../domain/state/pointer.ts';
import { PackError } from '../pack-error.ts';
import { parseYaml } from '../parse-yaml.ts';
import type { RegistryModule } from '../registry-module.ts';
import { findUnfitData } from '../unfit-data.ts';
import { declarePack } from './declare-pack.ts';
import type { PackSource } from './pack-source.ts';

const MAX_CHARACTERS = 1_048_576;

/** What the text of a pack declares. Throws PackError on text that is no YAML, no pack, too large, or hides repetition. */
export function readPack({ file, text }: PackSource): RegistryModule {
  if (text.length > MAX_CHARACTERS) throw new PackError(file, '', `the pack has more than ${MAX_CHARACTERS} characters`);
  const data = dataOf(file, text);
  const unfit = findUnfitData(data);
  if (unfit) throw new PackError(file, unfit.path, unfit.reason);
  const parsed = Pack.safeParse(data);
  if (!parsed.success) throw schemaError(file, parsed.error.issues);
  return declarePack(file, parsed.data);
}

function dataOf(file: string, text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    throw new PackError(file, '', error instanceof Error ? error.message : String(error));
  }
}

function schemaError(file: string, issues: readonly { path: PropertyKey[]; message: string }[]): PackError {
  const [issue] = issues;
  return new PackError(file, pointerOf((issue?.path ?? []).map(String)), issue?.message ?? 'it is not a pack');
}
