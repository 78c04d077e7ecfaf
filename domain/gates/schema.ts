import type { Issue } from '../../contract/problem.ts';
import { type Gate, refuse } from './gate.ts';

/** The inputs fit the action's schema; its defaults are filled in for the gates that follow. */
export const schema: Gate = ({ action, intent }) => {
  const check = action.checkInputs(intent.inputs);
  if (check.ok) return { verdict: 'pass', inputs: check.inputs };
  const { issues, missing } = check;
  return refuse('input_invalid', `These inputs do not fit “${action.title}”: ${issues.map(inWords).join('; ')}.`, { issues, missing });
};

function inWords({ path, message }: Issue): string {
  const field = path.replace(/^\/inputs\/?/, '');
  return field === '' ? message : `${field}: ${message}`;
}
