import { Migration } from '@mikro-orm/migrations';

/** The version of the state that the author of an attempt demands. */
export class DemandedVersionMigration extends Migration {
  override up(): void {
    this.addSql(`
      -- What If-Match named: an attempt that meets another version leaves nothing, not even itself.
      alter table attempt add column demanded_version bigint;
    `);
  }
}
