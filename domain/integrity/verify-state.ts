import type { IntegrityProblem } from '../../contract/integrity.ts';
import type { Json, JsonObject } from '../../contract/json.ts';
import { canonicalText } from '../state/canonical.ts';
import { problemBeside } from './recorded-row.ts';

/** For each component, the hash and the version of its newest change, as the chain says. */
export type KnownHashes = ReadonlyMap<string, { readonly hash: string; readonly version: number }>;

/** A checkpoint as it is read back; `components` is null where it holds no components any more. */
export type StoredCheckpoint = { readonly version: number; readonly components: { readonly [componentId: string]: JsonObject } | null; readonly checksum: string };

/** A component's row as it is read back. */
export type StoredComponent = { readonly componentId: string; readonly version: number; readonly state: Json };

/** Whether a checkpoint fits its checksum and the hash of every component that had changed by then. */
export function verifyCheckpoint({ version, components, checksum }: StoredCheckpoint, known: KnownHashes, sha256: (text: string) => string): IntegrityProblem[] {
  if (components === null || sha256(canonicalText({ ...components })) !== checksum) return [problemBeside('checkpoint', `The checkpoint of version ${version} does not fit its checksum.`)];
  const wrong = [...known].filter(([id, { hash }]) => !sameHash(components[id], hash, sha256));
  return wrong.map(([id]) => problemBeside('checkpoint', `The checkpoint of version ${version} does not hold ${id} as it was then.`));
}

/** Whether the components of now are those that the chain says, each with its newest change, and no others. */
export function verifyComponents(stored: readonly StoredComponent[], known: KnownHashes, sha256: (text: string) => string): IntegrityProblem[] {
  const found = new Map(stored.map((component) => [component.componentId, component]));
  const strangers = stored.filter(({ componentId }) => !known.has(componentId));
  return [
    ...[...known].flatMap(([id, { hash, version }]) => {
      const component = found.get(id);
      if (!component) return [problemBeside('state', `The state of ${id} is missing.`)];
      const isTrue = component.version === version && sameHash(component.state, hash, sha256);
      return isTrue ? [] : [problemBeside('state', `The state of ${id} is not what version ${version} left.`)];
    }),
    ...strangers.map(({ componentId }) => problemBeside('state', `No execution has left a state of ${componentId}.`)),
  ];
}

const sameHash = (state: Json | undefined, hash: string, sha256: (text: string) => string): boolean => state !== undefined && sha256(canonicalText(state)) === hash;
