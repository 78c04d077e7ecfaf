import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { offersAt } from './offers.ts';

/** Offers what may stand where one types, by the keys around it. */
export function completePolicy(context: CompletionContext): CompletionResult | null {
  const { doc } = context.state;
  const line = doc.lineAt(context.pos);
  const lines = doc.toString().split('\n');
  const offers = offersAt(lines.slice(0, line.number - 1), line.text.slice(0, context.pos - line.from), lines.slice(line.number));
  if (!offers || offers.options.length === 0) return null;
  if (!context.explicit && offers.from === context.pos - line.from && !/[:[,]\s*$/.test(line.text)) return null;
  return { from: line.from + offers.from, options: offers.options.map(({ label, text, detail }) => ({ label, apply: text, detail })), validFor: /^\w*$/ };
}
