import type { Mode } from '../contract/intent.ts';
import type { JsonObject } from '../contract/json.ts';
import type { Policy } from '../contract/policy.ts';
import type { ProjectStatus, Role } from '../contract/project.ts';
import type { ActionDeclaration, Components } from './action.ts';
import type { Person } from './policy/person.ts';
import type { Rulebook } from './policy/rulebook.ts';
import type { Past } from './state/past.ts';

/** What a project has used of its limits, as far as one decision needs it. */
export type Usage = {
  /**
   * Per window, the instants (epoch ms) of the counted executions that must have left the window before the next
   * one may pass, then the one after it, and so on; null where the window is not full yet. Absent where there is no limit.
   */
  readonly rate: { readonly perMinute?: readonly (number | null)[]; readonly perHour?: readonly (number | null)[] };
  readonly succeededToday: number;
  /** Cost units since the start of the budget's day. */
  readonly spentToday: number;
  /** Cost units since the start of the budget's day, by bare action id, for the ids that have a budget of their own. */
  readonly actionSpentToday: { readonly [actionId: string]: number };
};

/** Who asks: what a policy may know of him, and his role in the project. */
export type Caller = Person & { readonly role: Role | null };

/** Switches of the engine that are set for a whole installation; each one belongs to one gate. */
export type EngineSettings = { readonly requireConfirmation: boolean };

/** Everything that the gates may know about one intent. */
export type Facts = {
  /** The instant of the decision, epoch ms. */
  readonly now: number;
  readonly project: { readonly status: ProjectStatus };
  /** Whether records of the project are not as they were written; nothing is worked out on them then. */
  readonly isBroken: boolean;
  readonly caller: Caller;
  readonly intent: { readonly actionId: string; readonly inputs: JsonObject; readonly mode: Mode; readonly confirmed: boolean };
  readonly action: ActionDeclaration | undefined;
  /** The components that the action, its preconditions and the invariants around it read. */
  readonly state: Components;
  /** The earlier state that the action looks back at, where it asks for one. */
  readonly past?: Past | undefined;
  /** The keys of the caller's facts, where the action changes them; absent where there is no memory, as on a fork. */
  readonly remembered?: readonly string[] | undefined;
  readonly policy: Policy;
  /** The same policy, compiled. */
  readonly rulebook: Rulebook;
  /** Whether people have allowed exactly this, so that what would hold it lets it pass. */
  readonly isGranted: boolean;
  readonly usage: Usage;
  readonly engine: EngineSettings;
  /** A monotonic clock in ms, for the durations in the trace. */
  readonly elapsed: () => number;
};
