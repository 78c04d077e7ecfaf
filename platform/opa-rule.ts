import { readFileSync, statSync } from 'node:fs';
import * as opa from '@open-policy-agent/opa-wasm';
import { OpaAnswer } from '../contract/opa-answer.ts';
import { type Digest, sha256Hex } from './digest.ts';
import { ConfigError } from './variables.ts';

/** A rule that OPA has compiled to WebAssembly. `ask` throws where it errs, or answers what no rule may. */
export type OpaRule = { readonly digest: Digest; readonly ask: (input: unknown) => OpaAnswer };

const MAX_BYTES = 16_777_216;
/** Pages of 64 KiB: 2 MiB to begin with, and 64 MiB in the end. */
const MEMORY = { initial: 32, maximum: 1_024 };
type Library = { readonly loadPolicySync: (wasm: Uint8Array, memory: { initial: number; maximum: number }) => { evaluate: (input: unknown) => unknown } };
const library = libraryOf(opa);
const EXPECTED = 'expected the path of a policy.wasm, as `opa build -t wasm` makes it, of at most 16 MiB';

/** Opens the rule of OPA_BUNDLE; a ConfigError says what is wrong with it. */
export function openOpaRule(path: string): OpaRule {
  const bytes = readBytes(path);
  try {
    return createOpaRule(bytes);
  } catch (error) {
    throw refusal(path, reasonOf(error));
  }
}

/** The first entry point of a compiled policy as a rule. Its memory is bounded; Rego has no loop without an end. */
export function createOpaRule(bytes: Buffer): OpaRule {
  const open = () => library.loadPolicySync(bytes, { ...MEMORY });
  let policy: ReturnType<typeof open> | null = open();
  return {
    digest: sha256Hex(bytes),
    ask: (input) => {
      const asked = policy ?? open();
      policy = null; // What errs midway leaves its memory in disorder; the next question begins afresh.
      const answer = answerOf(() => asked.evaluate(input));
      policy = asked;
      return answer;
    },
  };
}

/** OPA answers with a list of results, empty where the rule is undefined: then it has nothing against it. */
function answerOf(evaluate: () => unknown): OpaAnswer {
  const results = attempt(evaluate);
  if (Array.isArray(results) && results.length === 0) return true;
  const [first]: unknown[] = Array.isArray(results) ? results : [];
  const result = typeof first === 'object' && first !== null && 'result' in first ? first.result : undefined;
  const { data, success } = OpaAnswer.safeParse(result);
  if (!success) throw new Error('it answered something else than true, false, a list of reasons, or an effect');
  return data;
}

function attempt(evaluate: () => unknown): unknown {
  try {
    return evaluate();
  } catch (error) {
    throw new Error(reasonOf(error));
  }
}

function readBytes(path: string): Buffer {
  try {
    const { size } = statSync(path);
    if (size > MAX_BYTES) throw new Error(`it has ${size} bytes`);
    return readFileSync(path);
  } catch (error) {
    throw refusal(path, reasonOf(error));
  }
}

/** The package gives ES modules this function as a part of its default export alone, which its declarations leave out. */
function libraryOf(module: object): Library {
  if ('default' in module && isLibrary(module.default)) return module.default;
  throw new TypeError('@open-policy-agent/opa-wasm does not export loadPolicySync.');
}

function isLibrary(value: unknown): value is Library {
  return typeof value === 'object' && value !== null && 'loadPolicySync' in value && typeof value.loadPolicySync === 'function';
}

const refusal = (path: string, reason: string): ConfigError => new ConfigError([`OPA_BUNDLE is ${JSON.stringify(path)}, which cannot be used: ${reason}; ${EXPECTED}.`]);

/** What is thrown inside WebAssembly may be a text. */
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);
