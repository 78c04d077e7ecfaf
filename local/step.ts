/** Runs one step of the start and prints its name and, once it is done, its seconds on the same line. */
export async function step<Result>(name: string, work: () => Promise<Result> | Result): Promise<Result> {
  const begun = performance.now();
  process.stdout.write(`${name} … `);
  try {
    const result = await work();
    process.stdout.write(`${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stdout.write('failed\n');
    throw error;
  }
}
