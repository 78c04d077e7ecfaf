import type { Catalog } from '../domain/catalog.ts';
import type { HouseRule } from '../domain/policy/rulebook.ts';
import { canonicalText } from '../domain/state/canonical.ts';
import { builtIns } from './built-ins.ts';
import { collectActions } from './collect-actions.ts';
import { collectComponents } from './collect-components.ts';
import { collectLayouts } from './collect-layouts.ts';
import type { PackSource } from './packs/pack-source.ts';
import { readPack } from './packs/read-pack.ts';
import { createSchemaCompiler } from './schema-compiler.ts';

/**
 * The catalog of the built-ins and the given packs: whole and consistent, or not at all. The first thing wrong is
 * thrown as a PackError that names the file, the place in it and the reason.
 */
export function loadCatalog(packs: readonly PackSource[], sha256: (text: string) => string, houseRule: HouseRule | null = null): Catalog {
  const modules = [...builtIns(), ...packs.map(readPack)];
  const compiler = createSchemaCompiler();
  const components = collectComponents(modules, compiler);
  const actions = collectActions(modules, components, compiler);
  const layouts = collectLayouts(modules, { components, actions });
  const texts = [canonicalText(modules.map(({ source }) => source)), ...(houseRule === null ? [] : [houseRule.digest])];
  return { components, actions, layouts, houseRule, digest: sha256(texts.join('\n')) };
}
