import type { Catalog } from '../../domain/catalog.ts';
import { type Past, type Pasts, tellPast } from '../../domain/state/past.ts';
import type { Sql } from '../database.ts';
import { readVersion } from './stored-versions.ts';

/** The states of a project at versions that actions look back at, or why they cannot be told. */
export async function loadPasts(sql: Sql, { catalog, head }: { catalog: Pick<Catalog, 'components'>; head: { projectId: string } }, versions: readonly number[]): Promise<Pasts> {
  const pasts = new Map<number, Past>();
  for (const version of versions) {
    const stored = await readVersion(sql, head.projectId, version);
    pasts.set(version, stored ? tellPast(catalog, stored) : { ok: false, detail: `There is no version ${version}.` });
  }
  return pasts;
}
