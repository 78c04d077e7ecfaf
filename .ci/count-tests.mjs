// Prints what a jest report counts: tests passed, tests and files failed, tests skipped or still to be written, tests that passed at their second try only.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
const retried = tests.filter(({ status, retryReasons = [] }) => status === 'passed' && retryReasons.length > 0);
console.log(report.numPassedTests, report.numFailedTests + report.numRuntimeErrorTestSuites, report.numPendingTests + report.numTodoTests, retried.length);
for (const { fullName } of retried) console.log(`passed at the second try: ${fullName}`);
