import type { JsonObject } from '../contract/json.ts';
import type { StoredMedia } from '../contract/media.ts';

/** An attachment with its content. */
export type LoadedMedia = StoredMedia & { readonly base64: string };

/** One piece of what is said to a model. What comes from an attachment is marked, so that no record holds its content. */
export type ChatPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image' | 'file'; readonly media: LoadedMedia }
  | { readonly kind: 'quoted'; readonly media: LoadedMedia; readonly text: string };

/** One call that a model asks for, as it wrote it: the name may be unknown, and the arguments may be no JSON. */
export type ChatCall = { readonly id: string; readonly name: string; readonly args: string };

export type ChatMessage =
  | { readonly role: 'system'; readonly text: string }
  | { readonly role: 'user'; readonly parts: readonly ChatPart[] }
  | { readonly role: 'assistant'; readonly text: string; readonly calls: readonly ChatCall[] }
  | { readonly role: 'tool'; readonly callId: string; readonly text: string };

/** A function that a model may call; it stands for one action. */
export type ChatTool = { readonly actionId: string; readonly name: string; readonly description: string; readonly parameters: JsonObject };

/** What a model said in one reply. */
export type ChatReply = { readonly text: string; readonly refusal: string; readonly calls: readonly ChatCall[]; readonly finish: string };
