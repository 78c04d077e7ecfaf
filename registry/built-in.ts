import type { Json } from '../contract/json.ts';
import type { Layout } from '../contract/layout.ts';
import type { ActionSpec, ComponentSpec, RegistryModule } from './registry-module.ts';

/** A module that ships with the house. Its functions enter the digest as their text, so that a changed handler shows. */
export function builtIn(file: string, specs: { components: ComponentSpec[]; actions: ActionSpec[]; layouts?: Layout[] }): RegistryModule {
  const text = JSON.stringify(specs, (_key, value: unknown) => (typeof value === 'function' ? String(value) : value));
  const source: Json = JSON.parse(text);
  return { file, layouts: [], ...specs, source };
}
