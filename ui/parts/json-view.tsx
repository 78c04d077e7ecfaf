import type { Json } from '../../contract/json.ts';
import './json-view.css';

const LONGEST = 20_000;
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

type Part = { text: string; kind: 'key' | 'text' | 'number' | 'plain' };

function parts(text: string): Part[] {
  const found: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    found.push({ text: text.slice(end, match.index), kind: 'plain' });
    const kind = match[2] ? 'key' : match[1] ? 'text' : 'number';
    found.push({ text: match[0], kind });
    end = match.index + match[0].length;
  }
  return [...found, { text: text.slice(end), kind: 'plain' }];
}

/** JSON as it is, coloured; a very long one is cut and says so. */
export function JsonView({ label, value }: { label: string; value: Json | object }) {
  const text = JSON.stringify(value, null, 2);
  return (
    <pre className="json" tabIndex={0} role="region" aria-label={label}>
      {parts(text.slice(0, LONGEST)).map((part, index) => (
        <span key={index} className={`json-${part.kind}`}>
          {part.text}
        </span>
      ))}
      {text.length > LONGEST && <span className="faint">{`\n… ${text.length - LONGEST} more characters`}</span>}
    </pre>
  );
}
