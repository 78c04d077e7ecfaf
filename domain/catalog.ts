import type { Layout } from '../contract/layout.ts';
import type { ActionDeclaration } from './action.ts';
import type { ComponentDeclaration } from './component.ts';
import type { HouseRule } from './policy/rulebook.ts';

/** Everything that can happen: what the built-ins and the loaded packs declare, and the rule that goes for all projects. */
export type Catalog = {
  readonly components: ReadonlyMap<string, ComponentDeclaration>;
  /** Bare action id to its versions, highest first. */
  readonly actions: ReadonlyMap<string, readonly ActionDeclaration[]>;
  readonly layouts: readonly Layout[];
  /** Null where none is configured. */
  readonly houseRule: HouseRule | null;
  /** SHA-256 over the canonical text of every declaration, and the rule: equal digests mean equal behaviour. */
  readonly digest: string;
};

/** The action that a reference names: the pinned version, or the numerically highest one. */
export function resolveAction(catalog: Pick<Catalog, 'actions'>, actionRef: string): ActionDeclaration | undefined {
  const [id = '', version] = actionRef.split('@v');
  const versions = catalog.actions.get(id);
  return version === undefined ? versions?.[0] : versions?.find((action) => action.version === Number(version));
}

/** The full id of one version of an action, as audit rows and answers show it. */
export function versionedId(action: Pick<ActionDeclaration, 'id' | 'version'>): string {
  return `${action.id}@v${action.version}`;
}
