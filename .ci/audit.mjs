// Asks the registry for known weaknesses of the packages that are shipped; fails on a high or critical one. A registry that cannot be asked
// is told in one line and fails nothing: without it the other steps still mean what they say.
import { spawnSync } from 'node:child_process';

const LIMIT_MS = 60_000;

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--audit-level=high', '--json'], { encoding: 'utf8', timeout: LIMIT_MS });

function read() {
  try {
    return JSON.parse(stdout);
  } catch {
    return null;
  }
}

const report = read();
const counts = report?.metadata?.vulnerabilities;
if (counts === undefined) {
  console.log(`not audited: the registry does not answer (${String(report?.message ?? report?.error?.summary ?? 'no report').split('\n', 1)[0]})`);
} else if (counts.high + counts.critical > 0) {
  for (const [name, { severity, range }] of Object.entries(report.vulnerabilities)) console.log(`${severity}: ${name} ${range}`);
  process.exitCode = 1;
}
