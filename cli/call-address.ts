export type CallAddress = { url: string; path: string; params: unknown; query: unknown };

/** Where a call goes: the path with its parameters in their places, and the query, without what is undefined. */
export function callAddress({ url, path, params, query }: CallAddress): string {
  const values = new Map(Object.entries(params ?? {}));
  const filled = path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(String(values.get(name))));
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(Object.fromEntries(given.map(([name, value]) => [name, String(value)])));
  return `${url}/api/v1${filled}${given.length === 0 ? '' : `?${search}`}`;
}
