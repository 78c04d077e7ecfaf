import type { IncomingHttpHeaders } from 'node:http';
import type { Trigger } from '../contract/execution.ts';

/** What asks: the page, whose calls the browser marks as its own (Fetch Metadata), or any other client. */
export function triggerOf(headers: IncomingHttpHeaders): Trigger {
  return headers['sec-fetch-site'] === 'same-origin' ? 'ui' : 'api';
}
