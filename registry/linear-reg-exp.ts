import { RE2JS } from 're2js';

/**
 * A pattern that matches in time linear in the text, whatever the pattern. Throws on what only backtracking can do:
 * back-references and look-around. Ajv calls it in place of RegExp; `code` would only matter in generated files.
 */
export const linearRegExp = Object.assign(
  (pattern: string) => {
    // The translation would turn a back-reference by name into plain letters.
    if (/\\k</.test(pattern)) throw new SyntaxError(`a pattern cannot refer back to a group: ${pattern}`);
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    // Ajv keeps patterns by their text, so two patterns must not have the same one.
    return { test: (text: string) => compiled.matcher(text).find(), toString: () => pattern };
  },
  { code: 'linearRegExp' },
);
