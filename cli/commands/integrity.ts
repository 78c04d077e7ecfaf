import { routes } from '../../contract/routes.ts';
import type { AddCommand } from '../command.ts';
import { EXIT_CODES } from '../exit-code.ts';
import type { Shell } from '../shell.ts';

/** `gatehouse integrity verify`: checks that the recorded history is whole and unaltered; exits with 1 where it is not. */
export const addIntegrity: AddCommand = (program, shell) => {
  program
    .command('integrity')
    .description('check what is recorded')
    .command('verify')
    .description('check that the history is whole and unaltered')
    .action(shell.act(() => verifyIntegrity(shell)));
};

async function verifyIntegrity(shell: Shell) {
  const report = await shell.client().call(routes.getIntegrity, { params: { projectId: await shell.projectId() } });
  const problems = report.problems.map(({ kind, seq, detail }) => `  ${kind}${seq === null ? '' : ` at execution ${seq}`}: ${detail}`);
  shell.show(report, [`${report.ok ? 'Whole and unaltered' : 'Not as it was recorded'}: ${report.checked} executions checked.`, ...problems].join('\n'));
  return report.ok ? EXIT_CODES.done : EXIT_CODES.error;
}
