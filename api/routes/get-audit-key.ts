import { routes } from '../../contract/routes.ts';
import type { SignerKey } from '../../platform/audit-signer.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Answers the public key with which exports of audits are signed, and those of older master keys. */
export const getAuditKey = ({ auditSigner }: Front) => endpoint(routes.getAuditKey, async () => answer({ ...shown(auditSigner), older: auditSigner.older.map(shown) }));

const shown = ({ keyId, publicKey }: SignerKey) => ({ keyId, algorithm: 'Ed25519', publicKey }) as const;
