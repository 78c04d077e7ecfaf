import type { TokenScopes } from '../../contract/token.ts';

/** Whether a credential with these scopes may ask for an action, bare or pinned to a version; null is no limit. */
export function allowsAction(scopes: TokenScopes | null, actionId: string): boolean {
  const [bare = ''] = actionId.split('@', 1);
  return scopes?.actions?.some((glob) => matches(glob, bare)) ?? true;
}

/** Each `*` stands for any run of characters. The parts between are found from left to right, in linear time. */
function matches(glob: string, text: string): boolean {
  const [first = '', ...rest] = glob.split('*');
  const last = rest.pop();
  if (last === undefined) return glob === text;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
