const MAX_NAMES = 1_000;

/** The name under which connections keep a statement prepared; undefined for one that is not worth a name. */
export type NameStatement = (text: string) => string | undefined;

/** Names statements by their text. Texts are constant, so there are few; should one be made up at run time, the names stay bounded. */
export function createStatementNames(): NameStatement {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MAX_NAMES) return known;
    const name = `gatehouse_${names.size}`;
    names.set(text, name);
    return name;
  };
}
