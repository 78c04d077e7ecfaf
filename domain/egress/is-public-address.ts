import { parseAddress } from './parse-address.ts';

/** Whether an address belongs to the public internet, and to nobody's own network, computer or cloud. What is no address is not public. */
export function isPublicAddress(text: string): boolean {
  const address = parseAddress(text);
  if (address === null) return false;
  if (address.length === 4) return !OWN_IPV4.some((block) => isIn(address, block));
  return isIn(address, GLOBAL_UNICAST) && !OWN_IPV6.some((block) => isIn(address, block));
}

type Block = { bytes: readonly number[]; bits: number };

const OWN_IPV4 = blocks(
  '0.0.0.0/8', // This network.
  '10.0.0.0/8',
  '100.64.0.0/10', // Behind a carrier's translation, and the metadata of one cloud.
  '127.0.0.0/8',
  '168.63.129.16/32', // The platform channel of one cloud, on an address that looks public.
  '169.254.0.0/16', // Link-local, and the metadata of most clouds.
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24', // Relays from 6to4.
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4', // Multicast.
  '240.0.0.0/4', // Reserved, and broadcast.
);

/** All that is routed; loopback, IPv4 in its mapped, compatible and NAT64 forms, unique local, link-local and multicast are outside. */
const [GLOBAL_UNICAST = { bytes: [], bits: 0 }] = blocks('2000::/3');

const OWN_IPV6 = blocks(
  '2001::/23', // Protocol assignments, among them Teredo, which carries an IPv4 address.
  '2001:db8::/32',
  '2002::/16', // 6to4, which carries an IPv4 address.
  '3fff::/20',
);

function blocks(...texts: string[]): Block[] {
  return texts.map((text) => {
    const [address = '', bits = ''] = text.split('/');
    return { bytes: parseAddress(address) ?? [], bits: Number(bits) };
  });
}

function isIn(address: readonly number[], { bytes, bits }: Block): boolean {
  return bytes.every((byte, index) => {
    const counted = Math.min(8, Math.max(0, bits - index * 8));
    const mask = (0xff << (8 - counted)) & 0xff;
    return ((address[index] ?? 0) & mask) === (byte & mask);
  });
}
