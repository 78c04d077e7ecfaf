import { seesAction } from '../access/sees-action.ts';
import { type Gate, pass, refuse } from './gate.ts';

/** What a caller may not see he may not run. */
export const visibility: Gate = ({ caller, action, intent }) =>
  seesAction(caller.role, action.visibility)
    ? pass
    : refuse('action_not_visible', `${intent.actionId} is for developers; it is not offered to this role.`);
