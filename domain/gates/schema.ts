import { type Gate, refuse } from './gate.ts';

/** The inputs fit the action's schema; its defaults are filled in for the gates that follow. */
export const schema: Gate = ({ action, intent }) => {
  const check = action.checkInputs(intent.inputs);
  if (check.ok) return { verdict: 'pass', inputs: check.inputs };
  const said = check.issues.map(({ path, message }) => `${path} ${message}`).join('; ');
  return refuse('input_invalid', `The inputs do not fit ${action.title}: ${said}.`, { issues: check.issues, missing: check.missing });
};
