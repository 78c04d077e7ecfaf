import { createReadStream, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openSql } from '../../../acceptance/sql.ts';
import { formsOf, type Finding, type Planted } from './planted.ts';

const ROWS_AT_ONCE = 500;
const MOST_ROWS = 1_000_000;
const OVERLAP = 1_024; // Longer than any form, so that none is missed between two parts of a file.

/** Looks for planted secrets in one place after another. */
export type Search = {
  /** A text, or the bytes of a place; `place` says what it is. */
  text: (place: string, content: string, table?: string) => void;
  /** Every row of every table, bytes in hex. */
  database: (url: string) => Promise<void>;
  /** Every file that a pattern names below a folder, as bytes. */
  files: (directory: string, patterns: readonly string[]) => Promise<void>;
  findings: Finding[];
  /** How many places were searched, and how many characters. */
  figures: { places: number; characters: number };
};

export function openSearch(planted: () => readonly Planted[]): Search {
  const findings = new Set<Finding>();
  const figures = { places: 0, characters: 0 };
  const known = new Map<string, string[]>();
  const forms = (text: string) => known.get(text) ?? known.set(text, formsOf(text)).get(text) ?? [];
  const look = (place: string, content: string, table?: string) => {
    figures.characters += content.length;
    for (const { door, text, isAtHomeIn } of planted()) {
      if (table !== undefined && isAtHomeIn.includes(table)) continue;
      if (forms(text).some((form) => content.includes(form))) findings.add(`${door} is found in ${place}`);
    }
  };
  const search: Search = {
    figures,
    get findings() {
      return [...findings];
    },
    text: (place, content, table) => {
      figures.places += 1;
      look(place, content, table);
    },
    database: (url) => searchDatabase(url, search.text),
    files: async (directory, patterns) => {
      for (const file of patterns.flatMap((pattern) => globSync(pattern, { cwd: directory }))) {
        if (!statSync(join(directory, file)).isFile()) continue;
        figures.places += 1;
        let before = '';
        for await (const part of createReadStream(join(directory, file), { encoding: 'latin1' })) {
          look(`the file ${file}`, before + String(part));
          before = String(part).slice(-OVERLAP);
        }
      }
    },
  };
  return search;
}

async function searchDatabase(url: string, look: Search['text']): Promise<void> {
  const sql = await openSql(url);
  try {
    const tables = await sql.rows<{ name: string }>("select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'm') and n.nspname = 'public' order by 1");
    for (const { name } of tables) {
      for (let offset = 0; offset < MOST_ROWS; offset += ROWS_AT_ONCE) {
        const rows = await sql.rows<{ row: string }>(`select t::text as row from "${name}" t offset ${offset} limit ${ROWS_AT_ONCE}`);
        if (rows.length === 0) break;
        look(`the table ${name}`, rows.map(({ row }) => row).join('\n'), name);
      }
    }
  } finally {
    await sql.close();
  }
}
