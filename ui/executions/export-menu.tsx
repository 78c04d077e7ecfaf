import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useClient } from '../data/client-context.ts';
import type { ExecutionFilter } from '../data/execution-filter.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { download } from '../parts/download.ts';
import { Menu, MenuItem, MenuLabel } from '../parts/menu.tsx';
import { MOST_EXPORTED, readRows } from './export-rows.ts';
import { toCsv } from './to-csv.ts';

type Format = 'json' | 'csv';

const mostExported = MOST_EXPORTED.toLocaleString('en');

function useExport(filter: ExecutionFilter) {
  const client = useClient();
  const { projectId } = useOpenProject();
  const announce = useAnnounce();
  const [read, setRead] = useState<number | null>(null);
  const abort = useRef<AbortController>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const run = async (format: Format) => {
    abort.current = new AbortController();
    setRead(0);
    try {
      const { rows, cut } = await readRows({ client, projectId, filter, onProgress: setRead, signal: abort.current.signal });
      const name = `executions-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.${format}`;
      download(name, format === 'csv' ? 'text/csv' : 'application/json', format === 'csv' ? toCsv(rows) : `${JSON.stringify(rows, null, 2)}\n`);
      announce(`${rows.length} executions exported${cut ? '; there are more than that, narrow the filters to get the earlier ones' : ''}.`);
    } catch {
      announce(abort.current.signal.aborted ? 'The export was cancelled.' : 'The executions could not be exported. Try again in a moment.');
    } finally {
      setRead(null);
    }
  };
  return { read, run, cancel: () => abort.current?.abort() };
}

/** Saves the rows that the filters leave as a file; says how far it is, and can be stopped. */
export function ExportMenu({ filter }: { filter: ExecutionFilter }) {
  const { read, run, cancel } = useExport(filter);
  if (read !== null) return <Button onClick={cancel}>Exporting {read.toLocaleString('en')}… Cancel</Button>;
  const trigger = (
    <Button>
      <Download size={14} aria-hidden /> Export
    </Button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuLabel>What the filters leave, the newest {mostExported} at most</MenuLabel>
      <MenuItem onSelect={() => void run('csv')}>CSV, for a spreadsheet</MenuItem>
      <MenuItem onSelect={() => void run('json')}>JSON, with intents and changes</MenuItem>
    </Menu>
  );
}
