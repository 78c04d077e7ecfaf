import type { IncomingHttpHeaders } from 'node:http';
import type { Trigger } from '../contract/execution.ts';
import { readBearer } from './auth/access-token.ts';

/** What asks: a client with an access token, the page, whose calls the browser marks as its own (Fetch Metadata), or any other client. */
export function triggerOf(headers: IncomingHttpHeaders): Trigger {
  if (readBearer(headers) !== null) return 'api';
  return headers['sec-fetch-site'] === 'same-origin' ? 'ui' : 'api';
}
