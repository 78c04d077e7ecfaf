/** The least that a policy.wasm of OPA has to have (its ABI 1.2), with one answer to everything; it traps on an input of more than 4,000 bytes. */
export function opaPolicy(result: unknown): Buffer {
  const answer = JSON.stringify(result === undefined ? [] : [{ result }]);
  const [nothing, word, pair, seven] = [0, 1, 2, 3];
  return Buffer.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, list([signature(0), signature(1), signature(2), signature(7)])),
    ...section(2, list([[...text('env'), ...text('memory'), 0x02, 0x00, 0x02]])),
    ...section(3, list([[nothing], [nothing], [word], [pair], [word], [nothing], [seven]])),
    ...section(6, list([1, 3].map((version) => [I32, 0x00, ...constant(version), END]))),
    ...section(7, list([...FUNCTIONS.map((name, index) => [...text(name), 0x00, index]), ...GLOBALS.map((name, index) => [...text(name), 0x03, index])])),
    ...section(10, list([constant(NO_NAMES), constant(NO_NAMES), constant(4_096), constant(8), [0x20, 0x00], constant(65_536), [...TRAP_IF_LONG, ...constant(ANSWER)]].map(body))),
    ...section(11, list([data(NO_NAMES, '{}\0'), data(ANSWER, `${answer}\0`)])),
  ]);
}

const I32 = 0x7f;
const END = 0x0b;
const NO_NAMES = 16;
const ANSWER = 32;
const FUNCTIONS = ['builtins', 'entrypoints', 'opa_malloc', 'opa_json_parse', 'opa_json_dump', 'opa_heap_ptr_get', 'opa_eval'];
const GLOBALS = ['opa_wasm_abi_version', 'opa_wasm_abi_minor_version'];
const TRAP_IF_LONG = [0x20, 0x04, ...constant(4_000), 0x4b, 0x04, 0x40, 0x00, END];

const section = (id: number, content: number[]): number[] => [id, ...unsigned(content.length), ...content];
const list = (items: number[][]): number[] => [...unsigned(items.length), ...items.flat()];
const text = (name: string): number[] => [...unsigned(Buffer.byteLength(name)), ...Buffer.from(name)];
const signature = (parameters: number): number[] => [0x60, ...unsigned(parameters), ...Array.from({ length: parameters }, () => I32), 1, I32];
const body = (code: number[]): number[] => [...unsigned(code.length + 2), 0x00, ...code, END];
const data = (at: number, content: string): number[] => [0x00, ...constant(at), END, ...text(content)];

function constant(value: number): number[] {
  const bytes = [0x41];
  let left = value;
  for (; left >= 0x40; left >>= 7) bytes.push((left & 0x7f) | 0x80);
  return [...bytes, left];
}

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left >>= 7) bytes.push((left & 0x7f) | 0x80);
  return [...bytes, left];
}
