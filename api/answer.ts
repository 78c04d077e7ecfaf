/** What a handler answers: data for the envelope with headers of its own, or that the caller has it already. */
export type Answer<Data> = { kind: 'data'; data: Data; headers: Headers } | { kind: 'not-modified'; headers: Headers };

/** Only Set-Cookie has several lines. */
type Headers = Readonly<Record<string, string | string[]>>;

/** An answer with the status of its route. */
export const answer = <Data>(data: Data, headers: Headers = {}): Answer<Data> => ({ kind: 'data', data, headers });

/** 304: what the caller has is still what there is. */
export const notModified = (headers: Headers): Answer<never> => ({ kind: 'not-modified', headers });
