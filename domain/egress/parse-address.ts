/** The bytes of an IPv4 (4) or IPv6 (16) address; null for anything else, also for the old spellings of numbers and for one that names a zone. */
export function parseAddress(text: string): readonly number[] | null {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

const BYTE = /^(0|[1-9][0-9]{0,2})$/;
const GROUP = /^[0-9a-f]{1,4}$/i;
const GROUPS = 8;
/** Longer than any address is written. */
const MAX_LENGTH = 45;

function parseIpv4(text: string): number[] | null {
  const parts = text.split('.', 5);
  const bytes = parts.map(Number);
  return parts.length === 4 && parts.every((part) => BYTE.test(part)) && bytes.every((byte) => byte <= 255) ? bytes : null;
}

function parseIpv6(text: string): number[] | null {
  if (text.length > MAX_LENGTH) return null;
  const [before = '', after, ...more] = text.split('::', 3);
  const [left, right] = [groupsOf(before), groupsOf(after ?? '')];
  if (left === null || right === null || more.length > 0) return null;
  if (after !== undefined && endsInIpv4(before)) return null;
  const missing = GROUPS - left.length - right.length;
  if (after === undefined ? missing !== 0 : missing < 1) return null;
  return [...left, ...Array.from({ length: missing }, () => 0), ...right].flatMap((group) => [group >> 8, group & 0xff]);
}

const endsInIpv4 = (text: string): boolean => text.includes('.');

/** Groups of 16 bits; the last two may be written as an IPv4 address. */
function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const parts = text.split(':', GROUPS + 1);
  const last = parts.at(-1) ?? '';
  const tail = endsInIpv4(last) ? parseIpv4(last) : [];
  const plain = endsInIpv4(last) ? parts.slice(0, -1) : parts;
  if (tail === null || !plain.every((part) => GROUP.test(part))) return null;
  const [a = 0, b = 0, c = 0, d = 0] = tail;
  return [...plain.map((part) => Number.parseInt(part, 16)), ...(tail.length > 0 ? [(a << 8) | b, (c << 8) | d] : [])];
}
