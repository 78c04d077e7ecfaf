import { mayRun } from '../access/may-run.ts';
import { type Gate, pass, refuse } from './gate.ts';

/** A viewer runs nothing, an operator up to medium risk, an admin everything. */
export const role: Gate = ({ caller, action }) =>
  mayRun(caller.role, action.risk)
    ? pass
    : refuse('permission_denied', `${caller.role === null ? 'A non-member' : `The role ${caller.role}`} may not run ${action.risk}-risk actions.`);
