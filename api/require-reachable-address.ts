import type { EgressGuard } from '../domain/egress/create-guard.ts';
import { invalidRequest } from './problems.ts';

/** Refuses an address to which nothing may be sent, as far as it tells by itself; a name is looked up when it is connected to. */
export function requireReachableAddress(guard: EgressGuard, text: string, path: string): void {
  const url = URL.parse(text);
  const refusal = url === null ? 'expected an address' : guard.refusalOf(url);
  if (refusal !== null) throw invalidRequest([{ path, message: refusal }]);
}
