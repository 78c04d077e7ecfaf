import type { ChatCompletionContentPart, ChatCompletionMessageParam, ChatCompletionTool } from 'openai/resources/chat/completions';
import type { Json } from '../../contract/json.ts';
import type { ChatMessage, ChatPart, ChatTool } from '../chat.ts';

/** A message as the protocol has it. */
export function messageOnWire(message: ChatMessage): ChatCompletionMessageParam {
  switch (message.role) {
    case 'system':
      return { role: 'system', content: message.text };
    case 'user':
      return { role: 'user', content: contentOnWire(message.parts) };
    case 'assistant': {
      const calls = message.calls.map(({ id, name, args }) => ({ id, type: 'function' as const, function: { name, arguments: args } }));
      return { role: 'assistant', content: message.text === '' ? null : message.text, ...(calls.length > 0 ? { tool_calls: calls } : {}) };
    }
    case 'tool':
      return { role: 'tool', tool_call_id: message.callId, content: message.text };
  }
}

/** A function as the protocol has it. */
export const toolOnWire = ({ name, description, parameters }: ChatTool): ChatCompletionTool => ({ type: 'function', function: { name, description, parameters } });

/** Words alone go as plain text, which every service takes. */
function contentOnWire(parts: readonly ChatPart[]): string | ChatCompletionContentPart[] {
  const texts = parts.flatMap((part) => ('text' in part ? [part.text] : []));
  return texts.length === parts.length ? texts.join('\n\n') : parts.map(partOnWire);
}

function partOnWire(part: ChatPart): ChatCompletionContentPart {
  if ('text' in part) return { type: 'text', text: part.text };
  const url = `data:${part.media.mimeType};base64,${part.media.base64}`;
  return part.kind === 'image' ? { type: 'image_url', image_url: { url } } : { type: 'file', file: { filename: part.media.name, file_data: url } };
}

/** A message as a record keeps it: attachments by their hash, without their content. */
export function messageOnRecord(message: ChatMessage): Json {
  switch (message.role) {
    case 'system':
      return { role: 'system', content: message.text };
    case 'user':
      return { role: 'user', content: message.parts.map(partOnRecord) };
    case 'assistant':
      return { role: 'assistant', content: message.text, calls: message.calls.map(({ id, name, args }) => ({ id, name, args })) };
    case 'tool':
      return { role: 'tool', callId: message.callId, content: message.text };
  }
}

function partOnRecord(part: ChatPart): Json {
  if (part.kind === 'text') return part.text;
  const { type, mimeType, sha256, bytes, name } = part.media;
  return { attachment: { type, mimeType, sha256, bytes, name } };
}
