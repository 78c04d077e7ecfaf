const MAX_LENGTH = 2_000;
const NOWHERE = 'http://gatehouse.invalid';
/** Two slashes or backslashes in front, as they are or encoded, are what some reader along the way may take for another host. */
const LOOKS_LIKE_A_HOST = /^\/(?:[/\\]|%2f|%5c)/i;

/** Where to go after signing in: a path of the page itself, whatever was asked for; what leads elsewhere leads home. */
export function returnPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > MAX_LENGTH || !/^\/[\x21-\x5b\x5d-\x7e]*$/.test(asked) || LOOKS_LIKE_A_HOST.test(asked)) return '/';
  const url = URL.parse(asked, NOWHERE);
  if (url?.origin !== NOWHERE || LOOKS_LIKE_A_HOST.test(url.pathname) || /^\/(?:api|codec)(?:\/|$)/i.test(url.pathname)) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
