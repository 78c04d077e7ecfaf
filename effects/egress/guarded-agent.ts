import { lookup as lookUpName } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { EgressRefusal } from './egress-refusal.ts';

/** Says whether a connection to an address may be opened for that host and port. */
export type MayReach = (host: string, port: number, address: string) => boolean;

export type GuardedAgentOptions = {
  mayReach: MayReach;
  timeoutMs: number;
  /** How names become addresses; that of the system unless a test gives another one. */
  lookup?: LookupFunction;
};

/**
 * Opens connections only to addresses that may be reached. A name is judged by what it leads to at the moment of
 * connection, and exactly that address is connected to, so that a name cannot lead elsewhere after it was looked at.
 */
export function createGuardedAgent({ mayReach, timeoutMs, lookup = lookUpName }: GuardedAgentOptions): Agent {
  return new Agent({
    connect: (options, callback) => {
      const { hostname } = options;
      const port = Number(options.port || (options.protocol === 'https:' ? 443 : 80));
      if (isIP(hostname) !== 0 && !mayReach(hostname, port, hostname)) return callback(new EgressRefusal(hostname), null);
      const lookUp = guarded(lookup, (address) => mayReach(hostname, port, address));
      return buildConnector({ timeout: timeoutMs, lookup: lookUp })(options, callback);
    },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxHeaderSize: 16_384,
    pipelining: 1,
    keepAliveTimeout: 1_000,
    keepAliveMaxTimeout: 10_000,
  });
}

/** A name that leads to several addresses, one of which may not be reached, is not followed at all. */
const guarded =
  (lookup: LookupFunction, isAllowed: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found, family) => {
      if (error) return callback(error, '', 0);
      const addresses = typeof found === 'string' ? [{ address: found, family: family ?? 0 }] : found;
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isAllowed(address))) return callback(new EgressRefusal(hostname), '', 0);
      if (options.all) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
