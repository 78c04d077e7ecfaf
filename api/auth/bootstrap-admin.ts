import type { Database } from '../../db/database.ts';
import { insertFirstAdmin } from '../../db/stores/first-admin.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import { mintId } from '../../platform/ids.ts';
import { hashPassword } from '../../platform/password.ts';

const USERNAME = 'admin';

/** Adds the user `admin` where the configuration asks for one and there is none; answers whether it did. One who is there keeps his password. */
export async function bootstrapAdmin(database: Database, { adminPassword, allowDefaultAdmin }: Config, clock: Clock): Promise<boolean> {
  const password = adminPassword ?? (allowDefaultAdmin ? USERNAME : null);
  if (password === null) return false;
  return insertFirstAdmin(database, {
    userId: mintId(),
    username: USERNAME,
    email: null,
    name: null,
    organization: null,
    isSystemAdmin: true,
    passwordHash: await hashPassword(password),
    passwordChangeRequired: adminPassword === null,
    createdAt: clock.now(),
  });
}
