import { counter } from './demo/counter.ts';
import { memory } from './memory/memory.ts';
import type { RegistryModule } from './registry-module.ts';
import { slider } from './std/slider.ts';
import { statusIndicator } from './std/status-indicator.ts';
import { textInput } from './std/text-input.ts';
import { revert } from './system/revert.ts';

/** What every catalog has before any pack is read. */
export const builtIns = (): RegistryModule[] => [counter(), textInput(), slider(), statusIndicator(), revert(), memory()];
