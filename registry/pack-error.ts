/** Says which declaration cannot be loaded: the file, the JSON Pointer of the place inside it, and why. */
export class PackError extends Error {
  readonly file: string;
  readonly path: string;
  readonly reason: string;

  constructor(file: string, path: string, reason: string) {
    super(`${file}${path === '' ? '' : ` at ${path}`}: ${reason}`);
    this.name = 'PackError';
    this.file = file;
    this.path = path;
    this.reason = reason;
  }
}
