/** Says why an expression may not be used, or could not be worked out; `path` is the JSON Pointer of the place inside it. */
export class ExpressionError extends Error {
  readonly path: string;

  constructor(message: string, path = '') {
    super(message);
    this.name = 'ExpressionError';
    this.path = path;
  }
}
