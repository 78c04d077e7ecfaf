import type { RequestHandler } from 'express';

const ALLOWED_HEADERS = 'Content-Type, X-CSRF-Token, X-Request-Id, If-Match, If-None-Match, Idempotency-Key, Last-Event-ID, X-Namespace, Authorization';
const EXPOSED_HEADERS = 'ETag, X-Request-Id, Retry-After';

/** Lets pages of these origins, and of no other, call with the browser's session; answers their preflights. */
export const allowOrigins =
  (origins: readonly string[]): RequestHandler =>
  (req, res, next) => {
    if (origins.length === 0) return next();
    res.vary('Origin');
    const origin = req.get('Origin');
    if (origin === undefined || !origins.includes(origin)) return next();
    res.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true', 'Access-Control-Expose-Headers': EXPOSED_HEADERS });
    if (req.method !== 'OPTIONS') return next();
    res.set({ 'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE', 'Access-Control-Allow-Headers': ALLOWED_HEADERS, 'Access-Control-Max-Age': '600' });
    res.status(204).end();
  };
