import { openDatabase } from '../db/database.ts';
import { insertFirstAdmin } from '../db/stores/first-admin.ts';
import { createSignInLinks } from '../db/stores/sign-in-links.ts';
import { createUsers, type Users } from '../db/stores/users.ts';
import { sha256Hex } from '../platform/digest.ts';
import { mintId, mintSecret } from '../platform/ids.ts';
import { LaunchProblem } from './launch-problem.ts';

const LINK_EXPIRES_IN_MS = 10 * 60_000;
const ADMIN = 'admin';
const OWNER = 'owner';

/** What signs in once in the page, and what does so in a terminal. */
export type SignInTokens = { page: string; terminal: string };

/** Fresh sign-in tokens of the person who starts Gatehouse: the owner that an earlier start made, the admin of the configuration, or a new owner without a password. Older ones end. */
export async function mintSignInTokens(databaseUrl: string): Promise<SignInTokens> {
  const database = await openDatabase({ url: databaseUrl, poolSize: 1 });
  try {
    const userId = await ownerOf(createUsers(database), (row) => insertFirstAdmin(database, row));
    const tokens = { page: mintSecret(), terminal: mintSecret() };
    await createSignInLinks(database).add({ tokenHashes: Object.values(tokens).map(sha256Hex), userId, expiresAt: new Date(Date.now() + LINK_EXPIRES_IN_MS) });
    return tokens;
  } finally {
    await database.close();
  }
}

async function ownerOf(users: Users, insert: (row: Parameters<Users['insert']>[0]) => Promise<boolean>): Promise<string> {
  const owner = await users.findByLogin(OWNER);
  const admin = await users.findByLogin(ADMIN);
  const found = owner ?? (admin?.passwordChangeRequired ? null : admin); // Who has to change a password first can do nothing else.
  if (found !== null) return found.user.userId;

  const userId = mintId();
  const nobody = { email: null, name: null, organization: null, passwordHash: null };
  const added = await insert({ userId, username: OWNER, ...nobody, isSystemAdmin: true, passwordChangeRequired: false, createdAt: new Date() });
  if (!added) throw new LaunchProblem(`The users '${ADMIN}' and '${OWNER}' cannot sign in, so no sign-in link was made.`);
  return userId;
}
