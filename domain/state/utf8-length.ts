/** How many bytes a text has as UTF-8. */
export function utf8Length(text: string): number {
  return encodeURIComponent(text.toWellFormed()).replaceAll(/%[0-9A-F]{2}/g, '.').length;
}
