import { InitialMigration } from './0001-initial.ts';

/** Every migration in the order in which they run; a name, once released, never changes. */
export const migrationsList = [{ name: '0001-initial', class: InitialMigration }];
