import type { JsonObject } from '../../contract/json.ts';
import { carryOver, isAbout, type Context } from './context.ts';
import { shareComponent, type ActionIndex, type ActionProfile } from './index-actions.ts';
import type { InputField } from './input-field.ts';
import { matchAction, type Match } from './match-action.ts';
import { saysLikeExample } from './says-like-example.ts';
import { readSegment, type Segment } from './segment.ts';

/**
 * What one step came to: one action with the inputs still needed, several actions to choose from, or nothing.
 * `unplaced` is what could not be accounted for; a step that has any is always asked about.
 */
export type StepReading =
  | {
      readonly kind: 'action';
      readonly action: ActionProfile;
      readonly ref: string;
      readonly inputs: JsonObject;
      readonly needs: readonly InputField[];
      readonly unplaced: readonly string[];
    }
  | { readonly kind: 'choice'; readonly matches: readonly Match[]; readonly unplaced: readonly string[] }
  | { readonly kind: 'nothing'; readonly why: 'unknown' | 'negated' | 'telling' | 'version'; readonly near: readonly ActionProfile[] };

/** Two actions whose scores are closer than this are asked about. */
const CLEAR_MARGIN = 3;
const EXAMPLE_SCORE = 6;
/** More matches than this are a question whatever their examples say. */
const MAX_COMPARED = 20;

/**
 * Reads one step. An action runs from it only if every word is accounted for, one action fits, and the step names the
 * component (itself, or through the step before or an 'it') or gives an input: 'increment the counter' uses the default amount,
 * 'add 5' says how much, but a bare 'add' is asked how much, and a bare 'reset' whether that is meant. `given` is
 * the step before, whose component an 'it' or a bare verb may mean, or what ran last, which only an 'it' can mean.
 */
export function readStep(step: string, index: ActionIndex, given: Context | null): StepReading {
  const segment = readSegment(step, index);
  const context = given && (segment.pronoun || !given.isEarlier) ? given : null;
  if (segment.negated) return { kind: 'nothing', why: 'negated', near: [] };
  if (segment.telling) return { kind: 'nothing', why: 'telling', near: [] };
  if (segment.refs.some((ref) => !index.byRef.has(ref))) return { kind: 'nothing', why: 'version', near: [] };
  const read = candidates(segment, index).map((action) => matchAction(action, segment)).filter(isRelevant);
  const matches = context && segment.pronoun ? read.map((match) => carryOver(match, context)) : read;
  const complete = matches.filter((match) => match.unplaced.length === 0);
  // 'Incident 1 is fixed' asks for something only where an action says so itself; 'incident 1 is open' tells how things are.
  const tells = (match: Match) => segment.copulas.some((at) => !match.taken.has(at));
  const whole = complete.filter((match) => !tells(match) || saysLikeExample(match, segment, index));
  return whole.length > 0 ? decide(whole, segment, index, context) : approach(matches);
}

function candidates(segment: Segment, index: ActionIndex): readonly ActionProfile[] {
  const named = segment.refs.flatMap((ref) => index.byRef.get(ref) ?? []);
  return named.length > 0 ? named : index.current.filter((action) => mayConcern(action, segment));
}

/** A quick look that spares most actions of a large catalog a full reading. */
function mayConcern({ landmarks, meanings }: ActionProfile, { runs, verbMeanings }: Segment): boolean {
  return landmarks.some((word) => runs.has(word)) || verbMeanings.some((meaning) => meanings.has(meaning));
}

const isRelevant = (match: Match): boolean => match.exact || match.verb !== 'none' || match.nouns > 0 || match.namesValue;
const hasVerb = (match: Match): boolean => match.exact || match.verb !== 'none';
const byScore = (one: Match, other: Match): number => other.score - one.score || (one.action.id < other.action.id ? -1 : 1);

/** Every word is accounted for; what remains is whether it is one action, and whether enough was said to run it. */
function decide(whole: readonly Match[], segment: Segment, index: ActionIndex, context: Context | null): StepReading {
  const shown = new Set(findShown(whole, segment, index));
  const meant = whole.filter((match) => hasVerb(match) || shown.has(match));
  if (meant.length === 0) return choose(whole);
  const inContext = context ? meant.filter((match) => (segment.pronoun ? isAbout(match, context) : shareComponent(match.action, context.action))) : [];
  // An 'it' keeps to what the conversation is about, where anything there fits.
  const named = (segment.pronoun && inContext.length > 0 ? inContext : meant).filter((match) => match.nouns > 0 || match.exact);
  if (named.length > 0) return settleOrChoose(closest(named, shown), segment, true);
  const fits = dropFreeText(inContext.length > 0 ? inContext : meant);
  // An example comes before what only shares a synonym.
  const likely = fits.some((match) => shown.has(match)) ? fits.filter((match) => match.verb === 'own' || shown.has(match)) : fits;
  return settleOrChoose(likely, segment, inContext.length > 0);
}

/** The matches whose own example the step is; looked up only where that decides something. */
function findShown(whole: readonly Match[], segment: Segment, index: ActionIndex): Match[] {
  if (whole.length > MAX_COMPARED || (whole.length === 1 && whole.every(hasVerb))) return [];
  return whole.filter((match) => saysLikeExample(match, segment, index));
}

/** An exact id or title wins; otherwise those whose score is near the best, where one's own example counts. */
function closest(matches: readonly Match[], shown: ReadonlySet<Match>): readonly Match[] {
  const exact = matches.filter((match) => match.exact);
  const score = (match: Match) => match.score + (shown.has(match) ? EXAMPLE_SCORE : 0);
  const [best, ...rest] = [...(exact.length > 0 ? exact : matches)].sort((one, other) => score(other) - score(one) || byScore(one, other));
  return best ? [best, ...rest.filter((match) => score(best) - score(match) < CLEAR_MARGIN)] : [];
}

/** A text input would swallow any words after 'to', so it yields to an action that reads them as something. */
function dropFreeText(matches: readonly Match[]): readonly Match[] {
  const exact = matches.filter((match) => !match.freeText);
  return exact.length > 0 ? exact : matches;
}

function settleOrChoose(matches: readonly Match[], segment: Segment, named: boolean): StepReading {
  const [match, ...others] = matches;
  if (!match || others.length > 0 || segment.doubtful || (match.freeText && !named)) return choose(matches);
  const isBare = !named && Object.keys(match.inputs).length === 0;
  const needs = isBare ? bareNeeds(match) : stillNeeded(match.action, match.inputs);
  return isBare && needs.length === 0 ? choose(matches) : { kind: 'action', action: match.action, ref: match.ref, inputs: match.inputs, needs, unplaced: [] };
}

/** What a bare verb leaves open: inputs with a default are asked for as well, and their default is shown. */
export function bareNeeds({ action, inputs }: Pick<Match, 'action' | 'inputs'>): readonly InputField[] {
  return action.fields.filter((field) => (field.required || field.hasDefault) && !(field.name in inputs));
}

/** The required inputs without a default; where every input is optional and none was given, all of them: doing nothing is never meant. */
export function stillNeeded(action: ActionProfile, inputs: JsonObject): readonly InputField[] {
  const optional = action.fields.length > 0 && action.fields.every((field) => !field.required && !field.hasDefault);
  if (optional && Object.keys(inputs).length === 0) return action.fields;
  return action.fields.filter((field) => field.required && !field.hasDefault && !(field.name in inputs));
}

const choose = (matches: readonly Match[], unplaced: readonly string[] = []): StepReading =>
  ({ kind: 'choice', matches: [...matches].sort(byScore), unplaced });

/** Something was said that no action accounts for: never run, but asked about where enough of it is understood. */
function approach(matches: readonly Match[]): StepReading {
  const least = Math.min(...matches.map((match) => match.unplaced.length));
  const near = matches.filter((match) => match.unplaced.length === least);
  const understood = near.filter((match) => least <= match.nouns + Number(hasVerb(match)) + Number(match.namesValue) + 1);
  const named = understood.filter((match) => match.nouns > 0 || match.exact || match.namesValue);
  const byVerb = understood.filter((match) => !named.includes(match));
  // A verb that only one action has says something; one that many share, with an unknown noun, says nothing.
  const likely = byVerb.length === 1 && !named.some(hasVerb) ? [...named, ...byVerb] : named;
  const [only, ...others] = likely;
  if (!only || (named.length === 0 && only.missing.length === 0)) return { kind: 'nothing', why: 'unknown', near: near.map((match) => match.action) };
  if (others.length > 0 || only.missing.length === 0 || !hasVerb(only)) return choose(likely, sharedUnplaced(likely));
  const { action, ref, inputs, missing, unplaced } = only;
  return { kind: 'action', action, ref, inputs, needs: missing, unplaced };
}

const sharedUnplaced = ([first, ...others]: readonly Match[]): string[] =>
  first?.unplaced.filter((text) => others.every((match) => match.unplaced.includes(text))) ?? [];
