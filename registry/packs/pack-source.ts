/** The text of one pack, and the name of the file that it came from, for messages. */
export type PackSource = { readonly file: string; readonly text: string };
