import { Histogram } from 'prom-client';

/** How observations of one set of labels are spread: how many up to each bound but over the one before, how many over the last, and their sum. */
export type Spread = { labels: Record<string, string>; counts: readonly number[]; sum: number };

type Sample = { metricName: string; labels: Record<string, string | number>; value: number };

/** A histogram whose observations are counted elsewhere, and set as a whole. */
export class StoredHistogram extends Histogram {
  readonly #about: { name: string; help: string; buckets: readonly number[] };
  #spreads: readonly Spread[] = [];

  constructor(about: { name: string; help: string; labelNames: string[]; buckets: number[] }) {
    super({ ...about, registers: [] });
    this.#about = about;
  }

  set(spreads: readonly Spread[]): void {
    this.#spreads = spreads;
  }

  /** What the registry asks for when it writes its text. */
  async getForPromString() {
    const { name, help } = this.#about;
    return { name, help, type: 'histogram', values: this.#spreads.flatMap((spread) => this.#samples(spread)), aggregator: 'sum' };
  }

  #samples({ labels, counts, sum }: Spread): Sample[] {
    const { name, buckets } = this.#about;
    let total = 0;
    const upTo = [...buckets, '+Inf'].map((le, at) => {
      total += counts[at] ?? 0;
      return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: total };
    });
    return [...upTo, { metricName: `${name}_sum`, labels, value: sum }, { metricName: `${name}_count`, labels, value: total }];
  }
}
