import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const repository = join(import.meta.dirname, '../..');
const cruiser = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

type Cruise = { summary: { violations: { rule: { name: string }; from: string; to: string }[] } };

/** The broken rules of a tree of files that exists only while it is checked, each as `rule: from -> to`. */
export function cruise(files: Record<string, string>): string[] {
  const tree = mkdtempSync(join(tmpdir(), 'gatehouse-rooms-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
    }
    const config = join(repository, '.dependency-cruiser.mjs');
    const run = spawnSync(process.execPath, [cruiser, '--config', config, '--output-type', 'json', '.'], { cwd: tree, encoding: 'utf8', timeout: 50_000 });
    if (run.error) throw run.error;
    if (run.stdout === '') throw new Error(run.stderr);
    const { summary } = JSON.parse(run.stdout) as Cruise;
    return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
  } finally {
    rmSync(tree, { recursive: true });
  }
}
