import { type Gate, pass, refuse } from './gate.ts';

/** An action that asks for confirmation runs only when the caller himself confirmed it. */
export const confirmation: Gate = ({ action, intent, engine }) =>
  !action.confirmation || intent.confirmed || !engine.requireConfirmation
    ? pass
    : refuse('confirmation_required', `${action.title} needs a confirmation.`);
