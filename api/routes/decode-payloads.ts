import type { Request, RequestHandler } from 'express';
import { CodecPayloads } from '../../contract/codec.ts';
import { createCodec } from '../../platform/codec.ts';
import { SealError } from '../../platform/seal.ts';
import { requireAccess } from '../access.ts';
import { authenticate } from '../auth/authenticate.ts';
import { requireCsrf } from '../auth/csrf.ts';
import type { Front } from '../front.ts';
import { invalidRequest, ProblemError } from '../problems.ts';
import { JSON_ONLY, readBody } from '../read-body.ts';
import { toIssues } from '../../domain/document/schema-issues.ts';

/**
 * Decrypts payloads for Temporal Web, in the remote codec protocol, for system admins alone. Temporal Web cannot know our
 * CSRF token; its origin stands in for it, since no other page gets past the preflight that a JSON body needs.
 */
export function decodePayloads(front: Front): RequestHandler {
  const codec = createCodec(front.seal);
  return async (req, res) => {
    const caller = await authenticate(front, req);
    if (!isFromTemporalWeb(req, front)) requireCsrf(req, caller);
    if (caller.passwordChangeRequired) throw new ProblemError('password_change_required', 'Change your password first: POST /api/v1/auth/password.');
    requireAccess({ access: 'system-admin' }, caller, null);

    const { payloads } = parsePayloads(await readBody(req, res, { parsers: JSON_ONLY, takesMedia: false }));
    const opened = await codec.decode(payloads.map(fromWire)).catch(refuseSealed);
    const decoded = opened.map(({ metadata, data }, index) => ({ ...payloads[index], metadata: encodeAll(metadata ?? {}), data: encode(data ?? new Uint8Array()) }));
    res.set('Cache-Control', 'no-store').json({ payloads: decoded });
  };
}

const isFromTemporalWeb = (req: Request, { config: { temporal } }: Front): boolean => temporal.uiUrl !== null && req.get('Origin') === URL.parse(temporal.uiUrl)?.origin;

function parsePayloads(body: unknown): CodecPayloads {
  const parsed = CodecPayloads.safeParse(body);
  if (!parsed.success) throw invalidRequest(toIssues(parsed.error.issues));
  return parsed.data;
}

const fromWire = ({ metadata, data }: CodecPayloads['payloads'][number]) => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value, 'base64')])),
  data: Buffer.from(data ?? '', 'base64'),
});

function refuseSealed(error: unknown): never {
  if (error instanceof SealError) throw invalidRequest([{ path: '/payloads', message: 'a payload was sealed with another key, or has been changed' }]);
  throw error;
}

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const encodeAll = (metadata: Record<string, Uint8Array>): Record<string, string> => Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, encode(value)]));
