import { randomBytes } from 'node:crypto';

const COUNTER_LIMIT = 0xfff;
const RANDOM_BYTES = 4_096; // Asked for in one go, because each question costs more than the bytes.

let lastMs = 0;
let counter = 0;
let random = Buffer.alloc(0);

/** A new UUIDv7; within a process each one sorts after the one before, also when the clock goes back. */
export function mintId(): string {
  advance(Date.now());
  const tail = takeRandom(8);
  tail.writeUInt8((tail.readUInt8(0) & 0x3f) | 0x80, 0);
  const time = lastMs.toString(16).padStart(12, '0');
  const hex = `${time}7${counter.toString(16).padStart(3, '0')}${tail.toString('hex')}`;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A new secret of 256 random bits, as 43 characters that fit into a URL and a header. */
export const mintSecret = (): string => randomBytes(32).toString('base64url');

function advance(nowMs: number): void {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = takeRandom(2).readUInt16BE(0) & 0x7ff; // Starts in the lower half, which leaves room to count within the millisecond.
  } else if (counter < COUNTER_LIMIT) {
    counter += 1;
  } else {
    lastMs += 1;
    counter = 0;
  }
}

/** Bytes that are handed out once. */
function takeRandom(bytes: number): Buffer {
  if (random.length < bytes) random = randomBytes(RANDOM_BYTES);
  const taken = random.subarray(0, bytes);
  random = random.subarray(bytes);
  return taken;
}
