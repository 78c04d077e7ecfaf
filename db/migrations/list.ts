import { InitialMigration } from './0001-initial.ts';
import { SolidGroundMigration } from './0002-solid-ground.ts';
import { GovernanceMigration } from './0003-governance.ts';
import { AgentMigration } from './0004-agent.ts';
import { IdentityMigration } from './0005-identity.ts';
import { DemandedVersionMigration } from './0006-demanded-version.ts';

/** Every migration in the order in which they run; a name, once released, never changes. */
export const migrationsList = [
  { name: '0001-initial', class: InitialMigration },
  { name: '0002-solid-ground', class: SolidGroundMigration },
  { name: '0003-governance', class: GovernanceMigration },
  { name: '0004-agent', class: AgentMigration },
  { name: '0005-identity', class: IdentityMigration },
  { name: '0006-demanded-version', class: DemandedVersionMigration },
];
