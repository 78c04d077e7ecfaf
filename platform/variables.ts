/** A configuration that cannot be used. Each problem is one sentence that names its variable and never shows a secret. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join(' '));
    this.problems = problems;
  }
}

type Parse<T> = (text: string) => T | null;

/** Reads environment variables one by one, and keeps what is wrong with them until `finish`. An empty value counts as absent. */
export type Variables = {
  /** The parsed value; `fallback` where absent or wrong. A wrong value becomes a problem that says what was expected. */
  read<T, F>(name: string, fallback: F, expected: string, parse: Parse<T>, show?: 'shown' | 'hidden'): T | F;
  problem(sentence: string): void;
  /** Throws a ConfigError with every problem, if there is one. */
  finish(): void;
};

const MAX_SHOWN = 60;

export function createVariables(env: NodeJS.ProcessEnv): Variables {
  const problems: string[] = [];
  return {
    read(name, fallback, expected, parse, show = 'shown') {
      const text = env[name]?.trim() ?? '';
      if (text === '') return fallback;
      const value = parse(text);
      if (value !== null) return value;
      const given = show === 'shown' ? JSON.stringify(text.slice(0, MAX_SHOWN)) : 'set to something else';
      problems.push(`${name} is ${given}; expected ${expected}.`);
      return fallback;
    },
    problem: (sentence) => {
      problems.push(sentence);
    },
    finish: () => {
      if (problems.length > 0) throw new ConfigError(problems);
    },
  };
}

export const parseText: Parse<string> = (text) => text;

export const parseWord = (text: string): string | null => (/^[A-Za-z0-9._-]{1,128}$/.test(text) ? text : null);

export const parseInteger =
  (min: number, max: number): Parse<number> =>
  (text) => {
    const value = /^[0-9]{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : null;
  };

export const parseFlag: Parse<boolean> = (text) => (text === 'true' ? true : text === 'false' ? false : null);

export const parseOneOf =
  <T extends string>(words: readonly T[]): Parse<T> =>
  (text) =>
    words.find((word) => word === text) ?? null;

/** An absolute URL of one of the protocols, as it was written, without trailing slashes. */
export const parseUrl =
  (...protocols: string[]): Parse<string> =>
  (text) => {
    const url = URL.parse(text);
    return url && protocols.includes(url.protocol) && url.hostname !== '' ? text.replace(/\/+$/, '') : null;
  };

/** Origins such as `https://ops.example`, separated by commas. */
export const parseOrigins: Parse<readonly string[]> = (text) => {
  const origins = text.split(',', 100).map((part) => part.trim());
  return origins.every((origin) => URL.parse(origin)?.origin === origin) ? origins : null;
};

const HOST_NAME = /^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/;
const IPV4_PART = /^(25[0-5]|2[0-4]\d|1?\d?\d)$/;

/** An IP address or a host name; a dotted number that is no address is neither. */
export const parseHost: Parse<string> = (text) => {
  if (text.includes(':')) return URL.canParse(`http://[${text}]`) ? text : null;
  if (/^[0-9.]+$/.test(text)) {
    const parts = text.split('.');
    return parts.length === 4 && parts.every((part) => IPV4_PART.test(part)) ? text : null;
  }
  return HOST_NAME.test(text) ? text : null;
};

/** `host:port`, as Temporal is addressed. */
export const parseAddress: Parse<string> = (text) => {
  const at = text.lastIndexOf(':');
  const host = text.slice(0, Math.max(at, 0)).replace(/^\[(.*)\]$/, '$1');
  return parseHost(host) !== null && parseInteger(1, 65_535)(text.slice(at + 1)) !== null ? text : null;
};
