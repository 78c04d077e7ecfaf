const HOSTILE = /^(?:__.*__|constructor|prototype)$/s;

/** Whether a name could reach behind the data, alone or as one word of a dotted name. */
export function isHostileName(name: string): boolean {
  return name.split('.').some((word) => HOSTILE.test(word));
}

/** Whether a text can be stored: it is well-formed and has no NUL. */
export function isPlainText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
