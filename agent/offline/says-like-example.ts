import type { ActionIndex } from './index-actions.ts';
import { matchAction, type Match } from './match-action.ts';
import { readSegment, type Segment } from './segment.ts';

const MAX_EXAMPLES = 50;

/** Whether a step is one of the action's own examples, with other values: 'add 7' is like 'add 5'. */
export function saysLikeExample(match: Match, segment: Segment, index: ActionIndex): boolean {
  const said = templateOf(match, segment);
  return match.action.examples.slice(0, MAX_EXAMPLES).some((example) => {
    const shown = readSegment(example, index);
    return templateOf(matchAction(match.action, shown), shown) === said;
  });
}

const articles = new Set(['a', 'an', 'the', 'please', 'now', 'thank']);

/** The words in order without articles, with every value as '#'. */
function templateOf(match: Match, segment: Segment): string {
  const words = segment.stems.flatMap((word, at) => {
    if (match.taken.has(at)) return ['#'];
    return segment.tokens[at]?.kind === 'word' && !articles.has(word) ? [word] : [];
  });
  return words.join(' ').replace(/#(?: #)+/gu, '#');
}
