import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Layout, Widget } from '../../contract/layout.ts';
import { JsonView } from '../parts/json-view.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { boundComponents } from './bound-components.ts';
import { BoundWidget } from './bound-widget.tsx';
import { usePanel } from './panel-context.ts';
import './layout-view.css';

function TabsWidget({ widget: { title = 'Views', children = [] } }: { widget: Widget }) {
  const [view, setView] = useState('0');
  return (
    <Tabs
      label={title}
      value={view}
      onChange={setView}
      tabs={children.map((child, index) => ({ value: String(index), label: child.title ?? `View ${index + 1}`, content: <WidgetView widget={child.widget === 'card' ? { ...child, widget: 'column' } : child} /> }))}
    />
  );
}

function Card({ title, children }: { title: string | undefined; children: ReactNode }) {
  return (
    <section className="layout-card" aria-label={title}>
      {title && <h3>{title}</h3>}
      {children}
    </section>
  );
}

/** One widget of a layout with all that it holds. */
export function WidgetView({ widget }: { widget: Widget }) {
  const { children = [], title, widget: kind } = widget;
  const held = children.map((child, index) => <WidgetView key={index} widget={child} />);
  if (kind === 'row') return <div className="layout-row">{held}</div>;
  if (kind === 'column') return <div className="layout-column">{held}</div>;
  if (kind === 'card') return <Card title={title}>{held}</Card>;
  return kind === 'tabs' ? <TabsWidget widget={widget} /> : <BoundWidget widget={widget} />;
}

function Title({ title, isOpen, onToggle }: { title: string; isOpen: boolean; onToggle: () => void }) {
  return (
    <h2>
      <button type="button" className="layout-toggle" aria-expanded={isOpen} onClick={onToggle}>
        <ChevronRight size={14} aria-hidden />
        <span className="truncate">{title}</span>
      </button>
    </h2>
  );
}

/** A layout: its title, its widgets, and the JSON behind them on demand; where it folds, its title opens and closes it. */
export function LayoutView({ layout: { layoutId, title, root }, folds }: { layout: Layout; folds?: 'open' | 'closed' }) {
  const { components } = usePanel();
  const [raw, setRaw] = useState(false);
  const [isOpen, setOpen] = useState(folds !== 'closed');
  return (
    <section className="layout" aria-label={title} data-layout={layoutId}>
      <div className="layout-head">
        {folds ? <Title title={title} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} /> : <h2 className="truncate">{title}</h2>}
        {isOpen && (
          <button type="button" className="component-json" aria-pressed={raw} aria-label={`JSON of ${title}`} onClick={() => setRaw(!raw)}>
            JSON
          </button>
        )}
      </div>
      {isOpen && (raw ? <JsonView label={`JSON of ${title}`} value={Object.fromEntries(boundComponents(root).map((id) => [id, components[id] ?? null]))} /> : <WidgetView widget={root} />)}
    </section>
  );
}
