import { Circle, CircleAlert, CircleDashed } from 'lucide-react';
import { useStreamStatus } from '../data/stream-context.ts';
import { Tip } from '../parts/tip.tsx';

const looks = {
  live: { word: 'Live', text: 'What you see follows the server.', icon: Circle },
  connecting: { word: 'Connecting', text: 'The page is connecting to the server.', icon: CircleDashed },
  lost: { word: 'Reconnecting', text: 'The connection broke: what you see may be old. The page keeps trying.', icon: CircleAlert },
} as const;

/** Whether the page hears of changes as they happen. */
export function StreamBadge() {
  const status = useStreamStatus();
  const { word, text, icon: Icon } = looks[status];
  return (
    <Tip text={text}>
      <span tabIndex={0} role="status" className={`stream stream-${status}`}>
        <Icon size={status === 'live' ? 8 : 14} fill={status === 'live' ? 'currentColor' : 'none'} aria-hidden />
        <span className="stream-word">{word}</span>
      </span>
    </Tip>
  );
}
