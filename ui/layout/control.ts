import type { Json } from '../../contract/json.ts';
import type { Bound } from './binding.ts';

/** What an editable control is given: the state's value, and what to do with what a person makes of it. */
export type ControlGiven = {
  id: string;
  describedBy: string | undefined;
  bound: Bound;
  busy: boolean;
  /** What is being typed or dragged, null when nothing is. */
  draft: string | null;
  onDraft: (draft: string | null) => void;
  /** Asks for the value to be proposed. */
  onPropose: (value: Json) => void;
};
