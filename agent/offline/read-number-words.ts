const units = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const teens = ['ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const scales: ReadonlyMap<string, number> = new Map([['thousand', 1e3], ['million', 1e6]]);

/** What may follow: after 'twenty' a unit, after 'two' a scale, after a scale anything smaller. */
type Part = 'start' | 'unit' | 'tens' | 'scale';
type Sum = { readonly total: number; readonly group: number; readonly last: Part; readonly scale: number };

const word = /(\s+and\s+|\s+|-)?(\p{L}+)(?![\p{L}\p{N}_'’])/iuy;
const MAX_WORDS = 16;

/** Reads a number in words that starts at `from`, up to millions: 'two hundred and fifty', 'twenty-five', 'fifteen hundred', 'two point five'. */
export function readNumberWordsAt(text: string, from: number): { value: number; end: number } | null {
  let sum: Sum = { total: 0, group: 0, last: 'start', scale: Infinity };
  let end = from;
  for (let count = 0; count < MAX_WORDS; count += 1) {
    const next = wordAt(text, end, count === 0);
    const grown = next && grow(sum, next.word, next.joint);
    if (!next || !grown) break;
    sum = grown;
    end = next.end;
  }
  if (sum.last === 'start') return null;
  const decimals = readDecimals(text, end);
  return decimals ? { value: Number(`${sum.total + sum.group}.${decimals.digits}`), end: decimals.end } : { value: sum.total + sum.group, end };
}

function wordAt(text: string, at: number, isFirst: boolean): { word: string; joint: string; end: number } | null {
  word.lastIndex = at;
  const [whole = '', joint = '', name = ''] = word.exec(text) ?? [];
  if (name === '' || (joint === '') !== isFirst) return null;
  return { word: name.toLowerCase(), joint: joint.trim(), end: at + whole.length };
}

function grow(sum: Sum, name: string, joint: string): Sum | null {
  const { group, last } = sum;
  if (joint === '-' && last !== 'tens') return null;
  if (joint.toLowerCase() === 'and' && last !== 'scale') return null;
  const [unit, teen, ten] = [units.indexOf(name), teens.indexOf(name), tens.indexOf(name)];
  if (unit >= 0) return last !== 'unit' && (unit > 0 || last === 'start') ? { ...sum, group: group + unit, last: 'unit' } : null;
  if (joint === '-') return null;
  const isOpen = last === 'start' || last === 'scale';
  if (teen >= 0) return isOpen ? { ...sum, group: group + 10 + teen, last: 'unit' } : null;
  if (ten > 1) return isOpen ? { ...sum, group: group + 10 * ten, last: 'tens' } : null;
  return joint.toLowerCase() === 'and' ? null : scaleUp(sum, name);
}

function scaleUp(sum: Sum, name: string): Sum | null {
  const { total, group } = sum;
  if (name === 'hundred') return group > 0 && group < 100 ? { ...sum, group: group * 100, last: 'scale' } : null;
  const scale = scales.get(name);
  if (scale === undefined || group === 0 || scale >= sum.scale) return null;
  return { total: total + group * scale, group: 0, last: 'scale', scale };
}

const point = /\s+point((?:\s+(?:zero|one|two|three|four|five|six|seven|eight|nine))+)(?![\p{L}\p{N}_'’])/iuy;

function readDecimals(text: string, at: number): { digits: string; end: number } | null {
  point.lastIndex = at;
  const [whole, words = ''] = point.exec(text) ?? [];
  if (whole === undefined) return null;
  return { digits: words.trim().toLowerCase().split(/\s+/u).map((one) => units.indexOf(one)).join(''), end: at + whole.length };
}
