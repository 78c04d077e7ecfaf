import { join } from 'node:path';
import { z } from 'zod';
import { readTextFileIfThere, writePrivateFile } from '../platform/files.ts';
import { CommandError } from './command-error.ts';

const Login = z.strictObject({ token: z.string(), tokenId: z.string(), username: z.string() });
export type Login = z.infer<typeof Login>;

const Content = z.strictObject({ current: z.string().nullable(), logins: z.record(z.string(), Login) });
type Content = z.infer<typeof Content>;

/** What `gatehouse login` has kept, a login an address, in a file that its owner alone can read. */
export type SavedLogins = {
  path: string;
  /** The address of the latest login. */
  current: () => string | null;
  find: (url: string) => Login | null;
  keep: (url: string, login: Login) => void;
  forget: (url: string) => void;
};

export function openSavedLogins(directory: string): SavedLogins {
  const path = join(directory, 'logins.json');
  const write = (content: Content) => writePrivateFile(path, `${JSON.stringify(content, null, 2)}\n`);
  return {
    path,
    current: () => read(path).current,
    find: (url) => new Map(Object.entries(read(path).logins)).get(url) ?? null,
    keep: (url, login) => write({ current: url, logins: { ...read(path).logins, [url]: login } }),
    forget: (url) => {
      const { current, logins } = read(path);
      const kept = Object.entries(logins).filter(([address]) => address !== url);
      write({ current: current === url ? (kept.at(-1)?.[0] ?? null) : current, logins: Object.fromEntries(kept) });
    },
  };
}

function read(path: string): Content {
  const text = readTextFileIfThere(path);
  if (text === null) return { current: null, logins: {} };
  try {
    return Content.parse(JSON.parse(text));
  } catch {
    throw new CommandError(`${path} does not hold what gatehouse login wrote; remove it and log in again.`);
  }
}
