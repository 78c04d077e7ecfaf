declare module 'json-logic-js' {
  const jsonLogic: { apply(expression: unknown, data: unknown): unknown };
  export default jsonLogic;
}
