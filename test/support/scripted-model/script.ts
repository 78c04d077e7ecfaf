import { decodeToolName, encodeToolName } from '../../../agent/openai/tool-names.ts';

/** One call of a reply: by action id, bare or pinned, or by the raw name of the function; `rawArgs` is sent as it stands. */
export type ScriptedCall = ({ actionId: string } | { name: string }) & { args?: unknown; rawArgs?: string };

/** What the model does with one request. */
export type ScriptedReply =
  | { text: string }
  | { calls: readonly ScriptedCall[]; text?: string }
  | { refusal: string }
  | { empty: true }
  /** An error answer; `retryAfter` is the header as it stands. */
  | { status: number; retryAfter?: number | string; code?: string; message?: string }
  /** Begins a stream, says `text` where there is one, and then nothing more. */
  | { stall: true; text?: string }
  /** Takes the request and never answers a byte. */
  | { silent: true }
  /** Begins a stream and cuts the connection in the middle. */
  | { drop: true; text?: string };

/** A reply, or what decides on it from the request. */
export type ScriptedStep = ScriptedReply | ((request: ScriptedRequest) => ScriptedReply);

export type WirePart = { type: string; text?: string; image_url?: { url: string }; file?: { filename?: string; file_data?: string } };
export type WireMessage = {
  role: string;
  content: string | WirePart[] | null;
  tool_calls?: { id: string; function: { name: string; arguments: string } }[];
  tool_call_id?: string;
};
export type WireTool = { type: string; function: { name: string; description?: string; parameters: Record<string, unknown> } };
export type WireBody = { model?: string; stream?: boolean; stream_options?: unknown; messages: WireMessage[]; tools?: WireTool[]; tool_choice?: unknown };

/** One request as it came. `prompt` is all of its text, for looking into; `isClosed` says that the caller has hung up. */
export type ScriptedRequest = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: WireBody;
  readonly prompt: string;
  readonly isClosed: () => boolean;
};

/** All text of all messages, one after the other. */
export function textOf({ messages }: WireBody): string {
  return messages.map(({ content }) => (typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('\n'))).join('\n');
}

/** The ids of the actions that the model was offered; a name that was cut stands as it is. */
export const offeredActions = ({ tools }: WireBody): string[] => (tools ?? []).map(({ function: { name } }) => decodeToolName(name) ?? name);

/** The name under which an action was offered; the highest version for a bare id. */
export function toolNameFor(body: WireBody, actionId: string): string {
  const names = (body.tools ?? []).map((tool) => tool.function.name);
  const isMeant = (name: string) => decodeToolName(name) === actionId || (decodeToolName(name)?.startsWith(`${actionId}@v`) ?? false);
  return names.find(isMeant) ?? encodeToolName(actionId);
}
