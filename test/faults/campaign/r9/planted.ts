import { randomBytes } from 'node:crypto';

/** A secret that was given to the house: by which door, and in which tables it may stand in clear, because that is what they are for. */
export type Planted = { door: string; text: string; isAtHomeIn: readonly string[] };

const SHORT = 20;

/** One place that was searched, with what was found there: at which door it came in. */
export type Finding = string;

/** A text that occurs nowhere else. It is long enough to be found in base64 whatever stands before it, and has no letter that JSON, YAML or a URL writes otherwise. */
export const mintMark = (door: string): string => `${door.replaceAll(/[^a-z]/g, '').slice(0, 8)}0${randomBytes(15).toString('hex')}`;

/** The secrets of a campaign by their doors. */
export type Plot = {
  plant: (door: string, isAtHomeIn?: readonly string[]) => string;
  /** Takes note of a secret that the house itself has made. */
  note: (door: string, text: string, isAtHomeIn?: readonly string[]) => string;
  planted: () => readonly Planted[];
};

export function openPlot(): Plot {
  const planted: Planted[] = [];
  const note: Plot['note'] = (door, text, isAtHomeIn = []) => {
    planted.push({ door, text, isAtHomeIn });
    return text;
  };
  return { note, plant: (door, isAtHomeIn) => note(door, mintMark(door), isAtHomeIn), planted: () => planted };
}

/** Every form in which a text may stand in what is kept: as it is, in a URL, in hex, and in base64 after nothing, one and two bytes. */
export function formsOf(text: string): string[] {
  if (text.length < SHORT) return [text]; // A part of its base64 would be found anywhere.
  const bytes = Buffer.from(text, 'utf8');
  const shifted = [0, 1, 2].map((before) => Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').slice(before === 0 ? 0 : 4, -4));
  const url = shifted.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
  return [...new Set([text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1), bytes.toString('hex'), bytes.toString('hex').toUpperCase(), ...shifted, ...url])];
}
