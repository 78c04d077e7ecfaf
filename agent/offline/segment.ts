import { squash, stem } from './fold-word.ts';
import type { ActionIndex } from './index-actions.ts';
import { isNegation, politePairs, stopWords, tellingOpeners } from './stop-words.ts';
import { markAt, range, wordAt } from './token-at.ts';
import { tokenize, type Token } from './tokenize.ts';
import { findParticleVerb, verbMeanings } from './verb-meanings.ts';

/** One step of a message, before any action is matched against it. */
export type Segment = {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Each token without case and punctuation, and the same without a plural ending. */
  readonly pieces: readonly string[];
  readonly stems: readonly string[];
  /** All runs of up to six pieces, written as one word. */
  readonly runs: ReadonlySet<string>;
  /** What its verbs can mean. */
  readonly verbMeanings: readonly string[];
  /** Tokens that say nothing: small words, polite ones, punctuation. */
  readonly empty: ReadonlySet<number>;
  /** The actions named by id. */
  readonly refs: readonly string[];
  /** It speaks of 'it', which is the thing before. */
  readonly pronoun: boolean;
  /** Where it says that something is so, or was. */
  readonly copulas: readonly number[];
  /** It says not to do something. */
  readonly negated: boolean;
  /** It asks or tells; it is not a command. */
  readonly telling: boolean;
  /** It ends in a question mark without a polite 'can you'. */
  readonly doubtful: boolean;
};

const opener =
  /^(?:(?:please|hey|hi|hello|ok|okay|now|also|first|firstly|next|finally|lastly|and|so|kindly|just|then)[\s,]+|(?:can|could|would|will) you\s+|i\s*(?:would|['’]d)?\s+(?:like|want|need)(?:\s+you)?\s+to\s+|let['’]?s\s+|go ahead and\s+)*/iu;

/** Reads one step: its tokens, and what its form says before any action is looked at. */
export function readSegment(step: string, index: ActionIndex): Segment {
  const polite = opener.exec(step)?.[0] ?? '';
  const text = step.slice(polite.length);
  const tokens = tokenize(text, (ref) => index.byRef.has(ref));
  const at = range(0, tokens.length);
  const pieces = tokens.map(({ start, end }) => squash(text.slice(start, end)));
  return {
    text,
    tokens,
    pieces,
    stems: pieces.map(stem),
    runs: listRuns(pieces),
    verbMeanings: listMeanings(pieces),
    empty: new Set(at.filter((one) => isEmpty(tokens, one))),
    refs: [...new Set(tokens.flatMap((token) => (token.kind === 'id' ? [token.ref] : [])))],
    pronoun: at.some((one) => wordAt(tokens, one) === 'it'),
    copulas: at.filter((one) => copulas.has(wordAt(tokens, one))),
    negated: at.some((one) => isNegation(wordAt(tokens, one)) && !isPart(text, tokens, one)),
    telling: tellingOpeners.has(wordAt(tokens, 0)),
    doubtful: tokens.some((token) => token.kind === 'mark' && token.mark === '?') && !/\byou\b/iu.test(polite),
  };
}

const copulas = new Set(['is', 'are', 'was', 'were', 'been']);

const MAX_RUN = 6;

function listRuns(pieces: readonly string[]): Set<string> {
  // 'Turn it off' has the verb 'turn off'.
  const runs = new Set<string>([findParticleVerb(pieces)?.verb.replace(' ', '') ?? '']);
  pieces.forEach((_piece, at) => {
    let run = '';
    for (const piece of pieces.slice(at, at + MAX_RUN)) {
      run += piece;
      runs.add(run).add(stem(run));
    }
  });
  return runs;
}

function listMeanings(pieces: readonly string[]): string[] {
  const particle = findParticleVerb(pieces);
  return [...new Set([...pieces, particle?.verb ?? ''].flatMap(verbMeanings))];
}

const punctuation = /^[.,!?;:()…"'’“”-]$/u;
const invocations = new Set(['run', 'execute', 'call', 'invoke', 'do', 'perform', 'action']);

function isEmpty(tokens: readonly Token[], at: number): boolean {
  const word = wordAt(tokens, at);
  if (markAt(tokens, at) === '#') return tokens[at + 1]?.kind === 'number';
  if (word === '') return punctuation.test(markAt(tokens, at));
  const pairs = [`${word} ${wordAt(tokens, at + 1)}`, `${wordAt(tokens, at - 1)} ${word}`];
  const named = invocations.has(word) && tokens.some((token, place) => token.kind === 'id' && place > at);
  return stopWords.has(word) || named || pairs.some((pair) => politePairs.has(pair));
}

/** 'not_started' is one word, so its 'not' denies nothing. */
function isPart(text: string, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token !== undefined && /[-_./]/u.test(text.charAt(token.start - 1) + text.charAt(token.end));
}
