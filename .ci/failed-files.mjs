// Prints the test files that failed in a jest report, a line each; ends with 1 where none or more than three did.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const MOST = 3;

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const failed = report.testResults.filter(({ status }) => status === 'failed').map(({ name }) => relative('.', name));
console.log(failed.join('\n'));
process.exitCode = failed.length === 0 || failed.length > MOST ? 1 : 0;
