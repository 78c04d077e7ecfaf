/** The middle value; of an even count, the lower of the two. */
export const median = (values: readonly number[]): number => values.toSorted((left, right) => left - right)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;

/** The value that so large a part of the values does not exceed. */
export const percentile = (values: readonly number[], part: number): number => values.toSorted((left, right) => left - right)[Math.ceil(values.length * part) - 1] ?? Number.NaN;

/** Milliseconds of each of `count` calls, one after the other. */
export async function latencies(count: number, call: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const began = performance.now();
    await call();
    taken.push(performance.now() - began);
  }
  return taken;
}

/** Calls a second while `clients` call at once, each again as soon as it is answered, for `forMs`. */
export async function rate(clients: number, forMs: number, call: (client: number) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() - began < forMs) {
        await call(client);
        done += 1;
      }
    }),
  );
  return (done * 1_000) / (performance.now() - began);
}

export type Rounds = { rounds: number; warmUp: number };
export type Sides = { ours: number[]; theirs: number[]; ratio: number };

/** Measures two sides in alternating rounds, each side first in every other round, so that a machine that slows down slows both. */
export async function alternate({ rounds, warmUp }: Rounds, ours: () => Promise<number>, theirs: () => Promise<number>): Promise<Sides> {
  const sides: { ours: number; theirs: number }[] = [];
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const oursFirst = round % 2 === 0;
    const first = await (oursFirst ? ours : theirs)();
    const second = await (oursFirst ? theirs : ours)();
    if (round >= warmUp) sides.push(oursFirst ? { ours: first, theirs: second } : { ours: second, theirs: first });
  }
  return {
    ours: sides.map((side) => side.ours),
    theirs: sides.map((side) => side.theirs),
    ratio: median(sides.map((side) => side.ours / side.theirs)),
  };
}
