/** A host, and a port or null for any. */
export type Place = { readonly host: string; readonly port: number | null };

const MAX_PLACES = 200;
const FORM = /^(\[[0-9a-f:.]{2,45}\]|[^:/?#@[\]\\\s%]{1,253})(?::([0-9]{1,5}))?$/i;

/** Places such as `10.0.0.7:8080`, `[fd00::1]` or `hooks.internal`, separated by commas; null where one of them is no place. */
export function parsePlaces(text: string): readonly Place[] | null {
  const parts = text.split(',', MAX_PLACES + 1).map((part) => part.trim()).filter((part) => part !== '');
  const places = parts.flatMap((part) => parsePlace(part) ?? []);
  return parts.length > 0 && parts.length <= MAX_PLACES && places.length === parts.length ? places : null;
}

/** A host is kept as a URL writes it, which is how it is met later. */
function parsePlace(text: string): Place | null {
  const [, written = '', digits] = FORM.exec(text) ?? [];
  const host = written === '' ? undefined : URL.parse(`http://${written}/`)?.hostname;
  const port = digits === undefined ? null : Number(digits);
  return host === undefined || host === '' || port === 0 || (port ?? 1) > 65_535 ? null : { host, port };
}
