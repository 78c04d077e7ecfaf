import type { ComponentDeclaration } from '../domain/component.ts';
import type { ComponentSpec } from './registry-module.ts';
import type { SchemaCompiler } from './schema-compiler.ts';
import { compileStateCheck } from './state-check.ts';

/** Completes what is written down to a declaration whose state can be checked; throws SchemaError on a bad schema. */
export function declareComponent(spec: ComponentSpec, compiler: SchemaCompiler): ComponentDeclaration {
  return { ...spec, invariants: spec.invariants ?? [], checkState: compileStateCheck(spec.id, spec.stateSchema, compiler) };
}
