import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { JsonObject } from '../../../contract/json.ts';

const Step = z.tuple([z.string(), JsonObject]);

/** One thing that a person says, and what must come of it: steps that run, a question about these inputs or choices, or nothing. */
const Utterance = z.strictObject({
  say: z.string().min(1),
  /** What ran in this conversation just before. */
  after: Step.optional(),
  does: z.array(Step).min(1).optional(),
  asks: z.array(z.string()).optional(),
  nothing: z.literal(true).optional(),
});

/** One utterance with the pack that it speaks of; a held-out one is measured and never tuned on. */
export type Utterance = z.infer<typeof Utterance> & { readonly pack: string; readonly heldOut: boolean };

const HELD_OUT_EVERY = 4;

/** Everything that the files beside this one say, each with exactly one expectation. */
export function readCorpus(): Utterance[] {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.yaml'));
  return files.toSorted().flatMap((file) => {
    const utterances = z.array(Utterance).parse(parse(readFileSync(join(import.meta.dirname, file), 'utf8')));
    return utterances.map((each, place) => {
      const expectations = [each.does, each.asks, each.nothing].filter((one) => one !== undefined);
      if (expectations.length !== 1) throw new Error(`${file}: ${each.say}: expected one of does, asks, nothing`);
      return { ...each, pack: file.replace('.yaml', ''), heldOut: place % HELD_OUT_EVERY === HELD_OUT_EVERY - 1 };
    });
  });
}
