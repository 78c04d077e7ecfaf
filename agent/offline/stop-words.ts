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

const negations = new Set(['not', 'never', 'dont', 'cannot', 'without', 'avoid', 'neither', 'nor', 'refrain', 'except', 'unless', 'nothing', 'none']);

/** Whether a word turns a command into its opposite. */
export const isNegation = (word: string): boolean => negations.has(word) || /n't$/u.test(word);
