const SECRET_NAME = 'password|passwd|passphrase|secret|token|authorization|cookie|api[-_]?key|csrf|credential|private[-_]?key';
const SECRET_KEY = new RegExp(`((${SECRET_NAME}|secret[-_]?keys|database[-_]?url)|(password|secret|cookie|api[-_]?key|credential)s)$`, 'i');
const REDACTED = '[redacted]';
const MAX_DEPTH = 6;
const MAX_ENTRIES = 100;
const MAX_TEXT = 8_000;
/** Looked at beyond the cut, so that no credential is cut to a piece that is not known as one. */
const BEYOND_CUT = 1_000;

/** A copy that is fit for a log: values of secret-like keys and credentials inside texts are gone, and its size is bounded. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '[deeper]';
  if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map((item: unknown) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAX_ENTRIES)
      .map(([key, item]) => [redactText(key), SECRET_KEY.test(key) && item !== null && item !== undefined ? REDACTED : redact(item, depth + 1)]),
  );
}

/** What is a credential wherever it stands, and what remains of it. */
const CREDENTIALS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----.*?(-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|$)/gs, REDACTED],
  [/\b(Bearer|Basic) [A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${REDACTED}`],
  [/([a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@]{0,200}):[^\s@/]{1,500}@/gi, `$1:${REDACTED}@`],
  [/\bgh_[\w-]{20,}/g, REDACTED],
  [/\bwhsec_[A-Za-z0-9+/=_-]{8,}/g, REDACTED],
  [/\bsk-[\w-]{12,}/g, REDACTED],
  [/\beyJ[\w-]{5,}\.[\w-]+(\.[\w-]*)?/g, REDACTED],
  [/\b((?:set-)?cookie|authorization)(["']?\s{0,5}[:=]\s{0,5})(?!\[redacted\])("[^"\n]*"|[^\n]+)/gi, `$1$2${REDACTED}`],
  [new RegExp(`\\b([\\w-]{0,40}(?:${SECRET_NAME}))(\\\\?["']?\\s{0,5}[:=]\\s{0,5})(?!\\[redacted\\])(\\\\?"(?:[^"\\\\\\n]|\\\\.)*"|'[^'\\n]*'|[^\\s,;&"'})\\]]+)`, 'gi'), `$1$2${REDACTED}`],
];

/** The text without anything that is known to be a credential, cut to a bounded length. */
export function redactText(text: string): string {
  const clean = CREDENTIALS.reduce((said, [pattern, remains]) => said.replace(pattern, remains), text.slice(0, MAX_TEXT + BEYOND_CUT));
  return text.length > MAX_TEXT ? `${clean.slice(0, MAX_TEXT)}…` : clean;
}

function redactError(error: Error, depth: number): unknown {
  return {
    name: error.name,
    message: redactText(error.message),
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(error.stack ? { stack: redactText(error.stack) } : {}),
    ...(error.cause !== undefined && depth < MAX_DEPTH ? { cause: redact(error.cause, depth + 1) } : {}),
  };
}
