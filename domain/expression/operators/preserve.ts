import type { Operator } from '../operator.ts';

/** The data as written, though it may look like an expression. */
export const preserve: Operator = (call) => {
  const data = call.data();
  return () => data;
};
