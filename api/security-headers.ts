import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../platform/config.ts';

const SELF = "'self'";

/** Headers that keep a page to itself: its own scripts and connections, no frames, no referrer. Only an https address asks for https. */
export function securityHeaders({ publicUrl }: Pick<Config, 'publicUrl'>): RequestHandler {
  const isHttps = publicUrl?.startsWith('https:') ?? false;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: [SELF],
        baseUri: [SELF],
        connectSrc: [SELF],
        fontSrc: [SELF],
        formAction: [SELF],
        frameAncestors: ["'none'"],
        imgSrc: [SELF, 'data:'],
        objectSrc: ["'none'"],
        scriptSrc: [SELF],
        styleSrc: [SELF, "'unsafe-inline'"],
      },
    },
    strictTransportSecurity: isHttps,
    referrerPolicy: { policy: 'no-referrer' },
  });
}
