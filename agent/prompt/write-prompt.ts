import type { ChatMessage, LoadedMedia } from '../chat.ts';
import type { PromptMaterial } from '../model-interpreter.ts';
import { attachMedia } from './attach-media.ts';
import { writeDuties } from './duties.ts';
import { writeContext } from './write-context.ts';

/** What a prompt is made of beside its material: the attachments as they were read, and what was not offered. */
export type PromptParts = { readonly media: readonly LoadedMedia[]; readonly hasVision: boolean; readonly toolsLeftOut: readonly string[] };

/** The prompt for one step of a turn: duties, quoted data, and the operator's message with what is attached to it. */
export function writePrompt(material: PromptMaterial, { media, hasVision, toolsLeftOut }: PromptParts): ChatMessage[] {
  return [
    { role: 'system', text: writeDuties(material) },
    { role: 'user', parts: [{ kind: 'text', text: writeContext(material, toolsLeftOut) }] },
    { role: 'user', parts: [{ kind: 'text', text: material.message }, ...media.flatMap((one) => attachMedia(one, hasVision))] },
  ];
}
