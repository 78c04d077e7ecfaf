import type { Json } from '../../contract/json.ts';

/** What an action makes of the caller's memory: one fact is kept under its key, unless there are `atMost` others, or it is forgotten. */
export type MemoryChange = { readonly key: string; readonly value: Json; readonly atMost: number } | { readonly key: string; readonly forget: true };

/** The same with whose memory it is: the person whose attempt it was, and nobody that an input could name. */
export type FactChange = MemoryChange & { readonly userId: string };

/** The keys under which each person has a fact, by user id. */
export type FactKeys = { readonly [userId: string]: readonly string[] };
