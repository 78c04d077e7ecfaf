// Prints what a jest report counts: tests passed, tests and files failed, tests skipped or still to be written.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
console.log(report.numPassedTests, report.numFailedTests + report.numRuntimeErrorTestSuites, report.numPendingTests + report.numTodoTests);
