/** Something that stops a start and that one sentence explains; the launcher prints the sentence alone and exits with 1. */
export class LaunchProblem extends Error {
  override readonly name = 'LaunchProblem';
}
