// Prints what jest reports count: tests passed, tests and files failed, tests skipped or still to be written, and what passed at its
// second try only, with a line for each of those. A file in a later report stands for the same file in an earlier one.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

const reports = process.argv.slice(2).filter((file) => existsSync(file)).map((file) => JSON.parse(readFileSync(file, 'utf8')).testResults);
const files = new Map(reports.flat().map((result) => [result.name, result]));
const again = new Set(reports.slice(1).flat().map(({ name }) => name));

const results = [...files.values()];
const tests = results.flatMap(({ assertionResults }) => assertionResults);
const count = (...statuses) => tests.filter(({ status }) => statuses.includes(status)).length;
const broken = results.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'));
const retried = [
  ...tests.filter(({ status, retryReasons = [] }) => status === 'passed' && retryReasons.length > 0).map(({ fullName }) => fullName),
  ...results.filter(({ name, status }) => again.has(name) && status === 'passed').map(({ name }) => relative('.', name)),
];

console.log(count('passed'), count('failed') + broken.length, count('pending', 'skipped', 'todo', 'disabled'), retried.length);
for (const name of retried) console.log(`passed at the second try: ${name}`);
