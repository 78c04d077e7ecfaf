import { z } from 'zod';
import { JsonObject } from './json.ts';
import { SentMediaList, StoredMedia } from './media.ts';

/** Names one try at something: the same user with the same intent gets the recorded answer again. */
export const RequestId = z.string().regex(/^[A-Za-z0-9._:-]{1,128}$/, 'expected 1 to 128 letters, digits, or . _ : -');

/** A request id as a row shows it; those of plan steps and chat turns end in `#<n>`, which no caller can send. */
export const RecordedRequestId = z.string().regex(/^[A-Za-z0-9._:#-]{1,160}$/, 'expected a request id as an execution shows it');

/** An action id, bare (the highest version) or pinned with `@vN`. */
export const ActionRef = z
  .string()
  .max(200)
  .regex(/^[a-z0-9_]+(\.[a-z0-9_]+)*(@v[1-9][0-9]{0,8})?$/, 'expected an action id such as demo.counter.set or demo.counter.set@v1');

/** How much the agent may do on its own; each mode has its own step limit. */
export const Mode = z.enum(['interactive', 'assisted', 'autonomous']);
export type Mode = z.infer<typeof Mode>;

/** One action with its inputs, as a caller sends it. */
export const Intent = z.strictObject({
  actionId: ActionRef,
  inputs: JsonObject,
  mode: Mode.default('assisted'),
  confirmed: z.boolean().default(false),
  requestId: RequestId.optional(),
});
export type Intent = z.infer<typeof Intent>;

/** An intent with what is attached to it, as a caller sends it. */
export const SentIntent = Intent.extend({ media: SentMediaList.optional() });
export type SentIntent = z.infer<typeof SentIntent>;

/** An intent as rows and answers show it; `media` is there only where something is attached. */
export const RecordedIntent = Intent.extend({ media: z.array(StoredMedia).optional() });
export type RecordedIntent = z.infer<typeof RecordedIntent>;

/** What an attempt is about: the part of an intent that decides whether two are the same; of attachments it is their content that counts. */
export type IntentCore = Pick<RecordedIntent, 'actionId' | 'inputs' | 'media'>;
