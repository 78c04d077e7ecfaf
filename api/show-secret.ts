import type { Secret } from '../contract/secret.ts';
import type { StoredSecret } from '../db/stores/secrets.ts';
import type { Catalog } from '../domain/catalog.ts';
import { secretUses } from '../domain/secret/secret-uses.ts';
import { ProblemError } from './problems.ts';

/** A secret with the actions that need it. */
export const showSecret = (catalog: Catalog, secret: StoredSecret): Secret => ({ ...secret, usedBy: [...(secretUses(catalog).get(secret.name) ?? [])] });

/** The problem of a secret that the project does not have. */
export const noSuchSecret = (): ProblemError => new ProblemError('not_found', 'There is no such secret.');
