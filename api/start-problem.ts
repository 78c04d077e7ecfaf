/** Why the process cannot start, as one sentence for whoever runs it. */
export class StartProblem extends Error {
  override name = 'StartProblem';
}
