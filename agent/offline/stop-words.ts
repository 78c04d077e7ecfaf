/** Words that carry no content of their own in a command. */
export const stopWords: ReadonlySet<string> = new Set([
  'a', 'an', 'the', 'this', 'that', 'these', 'those', 'my', 'our', 'your', 'its', 'it', 'them', 'please', 'thanks', 'now', 'again', 'also', 'just',
  'kindly', 'of', 'to', 'in', 'on', 'for', 'with', 'by', 'at', 'from', 'as', 'into', 'and',
]);

/** Articles and pronouns are never read as a value, even where an enum has one of that spelling. */
export const neverValues: ReadonlySet<string> = new Set(['a', 'an', 'the', 'it', 'to', 'of', 'and', 'this', 'that']);

/** Pairs of words that only sound polite. */
export const politePairs: ReadonlySet<string> = new Set(['thank you', 'for me', 'right now', 'right away']);

/** A message that opens like this asks or tells something; it is not a command. */
export const tellingOpeners: ReadonlySet<string> = new Set([
  'what', 'how', 'why', 'who', 'when', 'where', 'which', 'whose', 'is', 'are', 'was', 'were', 'did', 'does', 'has', 'have', 'had', 'should', 'if',
  'unless', 'whenever', 'while', 'may', 'might', 'suppose', 'imagine',
]);

/** Small words that are no slip of another one: numbers, question words, times, what people say around a command. */
export const smallWords: ReadonlySet<string> = new Set([
  'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'twenty', 'thirty', 'forty', 'fifty', 'sixty',
  'seventy', 'eighty', 'ninety', 'hundred', 'thousand', 'million', 'first', 'second', 'third', 'percent', 'minute', 'hour', 'today', 'tomorrow', 'later', 'soon', 'then',
  'when', 'what', 'where', 'which', 'while', 'until', 'after', 'before', 'because', 'once', 'only', 'some', 'each', 'every', 'none', 'both', 'other',
  'maybe', 'could', 'would', 'should', 'will', 'must', 'need', 'want', 'like', 'have', 'does', 'were', 'been', 'they', 'them', 'there', 'here', 'back',
  'never', 'dont', 'cannot', 'without', 'except', 'unless', 'nothing', 'more', 'less', 'most', 'over', 'under', 'above', 'below', 'down', 'again',
  'rest', 'same', 'said', 'says', 'told', 'went', 'came', 'took', 'held', 'sold', 'sent', 'lost', 'gone', 'done', 'made', 'bought', 'brought', 'kept',
]);

const negations = new Set(['not', 'never', 'dont', 'cannot', 'without', 'avoid', 'neither', 'nor', 'refrain', 'except', 'unless', 'nothing', 'none']);

/** Whether a word turns a command into its opposite. */
export const isNegation = (word: string): boolean => negations.has(word) || /n't$/u.test(word);
