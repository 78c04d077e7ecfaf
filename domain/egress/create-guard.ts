import { isPublicAddress } from './is-public-address.ts';
import { parseAddress } from './parse-address.ts';

/** A place that an operator has allowed whatever its address; a port of null is any. */
export type AllowedPlace = { readonly host: string; readonly port: number | null };

/** What a parsed URL says of where it leads; numbers in its host are already in their one plain spelling. */
export type Target = { readonly protocol: string; readonly username: string; readonly password: string; readonly hostname: string; readonly port: string };

/** Says what may be reached from inside. */
export type EgressGuard = {
  /** Why nothing may be sent to this URL, as far as the URL alone tells; null where a name has to be looked up first. */
  refusalOf: (target: Target) => string | null;
  /** Whether a connection to this address may be opened for that host and port. */
  mayReach: (host: string, port: number, address: string) => boolean;
};

const PORTS: { readonly [protocol: string]: number } = { 'http:': 80, 'https:': 443 };

/** A guard that lets out to the public internet, and to what is listed. */
export function createGuard(allowed: readonly AllowedPlace[]): EgressGuard {
  const isListed = (host: string, port: number): boolean => allowed.some((place) => plain(place.host) === plain(host) && (place.port === null || place.port === port));
  return {
    refusalOf: ({ protocol, username, password, hostname, port }) => {
      const usual = PORTS[protocol];
      if (usual === undefined) return 'expected an http or https address';
      if (username !== '' || password !== '') return 'expected an address without a user name or a password';
      if (plain(hostname) === '') return 'expected an address with a host';
      if (isListed(hostname, port === '' ? usual : Number(port))) return null;
      return leadsInside(plain(hostname)) ? 'expected a public address; EGRESS_ALLOW lists the private ones that may be reached' : null;
    },
    mayReach: (host, port, address) => isListed(host, port) || isPublicAddress(address),
  };
}

/** A host without what does not change where it leads: case, the dot of the root, brackets. */
const plain = (host: string): string => host.toLowerCase().replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');

/** Names that no look-up is needed for, and addresses that are not public. */
function leadsInside(host: string): boolean {
  const isAddress = host.includes(':') || parseAddress(host) !== null;
  return isAddress ? !isPublicAddress(host) : host === 'localhost' || host.endsWith('.localhost');
}
