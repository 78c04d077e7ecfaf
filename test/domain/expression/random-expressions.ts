import type { Json } from '../../../contract/json.ts';

/** One expression in two dialects: `ours` reads with `val`, `theirs` with `var`. */
export type Pair = { ours: Json; theirs: Json };
type Kind = 'number' | 'text' | 'truth' | 'numbers' | 'texts';
type Around = 'context' | 'number' | 'fold';

/** What the expressions read. */
export const DATA = {
  n: { zero: 0, one: 1, some: 7, half: 0.5, minus: -3 },
  t: { empty: '', word: 'north', other: 'south', part: 'or', digits: '42' },
  b: { yes: true, no: false },
  ns: { none: [], few: [1, 2, 3], mixed: [-1, 0, 7] },
  ts: { none: [], few: ['north', 'or', ''] },
};

/** Well-typed expressions over DATA that coerce nothing, so that both dialects promise the same. */
export function randomExpressions(random: () => number) {
  const pick = <T>(choices: readonly T[]): T => {
    const choice = choices[Math.floor(random() * choices.length)];
    if (choice === undefined) throw new Error('there is nothing to pick from');
    return choice;
  };
  const same = (value: Json): Pair => ({ ours: value, theirs: value });
  const call = (name: string, args: readonly Pair[]): Pair => ({ ours: { [name]: args.map(({ ours }) => ours) }, theirs: { [name]: args.map(({ theirs }) => theirs) } });
  const many = (least: number, most: number, make: () => Pair) => Array.from({ length: least + Math.floor(random() * (most - least + 1)) }, make);

  function read(kind: Kind, around: Around): Pair {
    if (around === 'number' && kind === 'number') return { ours: { val: [] }, theirs: { var: '' } };
    if (around === 'fold' && kind === 'number') {
      const name = pick(['current', 'accumulator']);
      return { ours: { val: name }, theirs: { var: name } };
    }
    if (around !== 'context') return literal(kind);
    const group = { number: 'n', text: 't', truth: 'b', numbers: 'ns', texts: 'ts' } as const;
    const name = pick(Object.keys(DATA[group[kind]]));
    return { ours: { val: [group[kind], name] }, theirs: { var: `${group[kind]}.${name}` } };
  }

  function literal(kind: Kind): Pair {
    switch (kind) {
      case 'number':
        return same(pick([0, 1, 2, -1, 10, 0.25, 1_000]));
      case 'text':
        return same(pick(['', 'a', 'north', 'or', 'th', '7']));
      case 'truth':
        return same(pick([true, false]));
      case 'numbers':
        return same(pick([[], [0], [1, 2], [3, -1, 3]]));
      case 'texts':
        return same(pick([[], ['a'], ['or', 'north']]));
    }
  }

  function make(kind: Kind, depth: number, around: Around = 'context'): Pair {
    if (depth === 0 || random() < 0.15) return random() < 0.5 ? read(kind, around) : literal(kind);
    const of = (inner: Kind, where = around) => make(inner, depth - 1, where);
    const anything = () => of(pick(['number', 'text', 'truth', 'numbers', 'texts']));
    if (random() < 0.2) {
      // `and`, `or` and `if` answer with one of their parts, so the parts are of one kind.
      const name = pick(['and', 'or', 'if']);
      return name === 'if' ? call('if', random() < 0.5 ? [anything(), of(kind), of(kind)] : [anything(), of(kind), anything(), of(kind), of(kind)]) : call(name, many(1, 3, () => of(kind)));
    }
    switch (kind) {
      case 'number':
        return numberOf(of);
      case 'text':
        return random() < 0.5 ? call('cat', many(1, 3, () => of(pick(['text', 'number'])))) : call('substr', [of('text'), ...many(1, 2, () => same(pick([0, 1, 2, -1, -2])))]);
      case 'truth':
        return truthOf(of, anything);
      case 'numbers':
        return pick([
          () => call('merge', many(1, 3, () => of(pick(['number', 'numbers'])))),
          () => call('map', [of('numbers'), of('number', 'number')]),
          () => call('filter', [of('numbers'), of('truth', 'number')]),
        ])();
      case 'texts':
        return call('merge', many(1, 3, () => of(pick(['text', 'texts']))));
    }
  }

  function numberOf(of: (kind: Kind, where?: Around) => Pair): Pair {
    return pick([
      () => call(pick(['+', '*', 'min', 'max']), many(1, 4, () => of('number'))),
      () => call('-', many(1, 2, () => of('number'))),
      () => call(pick(['/', '%']), [of('number'), of('number')]),
      () => call('reduce', [of('numbers'), of('number', 'fold'), of('number')]),
    ])();
  }

  function truthOf(of: (kind: Kind, where?: Around) => Pair, anything: () => Pair): Pair {
    const scalar = pick(['number', 'text', 'truth'] as const);
    const ordered = pick(['number', 'text'] as const);
    return pick([
      () => call(pick(['==', '!=', '===', '!==']), [of(scalar), of(scalar)]),
      () => call(pick(['===', '!==']), [of('number'), of('text')]),
      () => call(pick(['<', '<=']), many(2, 3, () => of(ordered))),
      () => call(pick(['>', '>=']), [of(ordered), of(ordered)]),
      () => call(pick(['!', '!!']), [anything()]),
      // Nothing is ever in an empty text there, so the text that is searched has a letter.
      () => call('in', random() < 0.5 ? [of('text'), call('cat', [same('x'), of('text')])] : [of(scalar), of(pick(['numbers', 'texts']))]),
      () => call(pick(['all', 'some', 'none']), [of('numbers'), of('truth', 'number')]),
    ])();
  }

  return () => make(pick(['number', 'text', 'truth', 'numbers', 'texts']), 1 + Math.floor(random() * 4));
}
