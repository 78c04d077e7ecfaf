import { Ban, CircleCheck, CircleDashed, CircleX, Clock } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Json } from '../../contract/json.ts';
import type { StatusTone } from '../../contract/layout.ts';
import type { Look } from '../parts/look.ts';
import { valueText } from './value-text.ts';

const icons: Record<StatusTone, LucideIcon> = { success: CircleCheck, refused: Ban, failed: CircleX, waiting: Clock, calm: CircleDashed };

/** The words that packs use most, where a widget says nothing of its own. */
const usual: Record<StatusTone, readonly string[]> = {
  success: ['ok', 'on', 'true', 'ready', 'healthy', 'active', 'running', 'done', 'resolved', 'passed', 'up'],
  refused: ['warning', 'degraded', 'blocked', 'paused', 'frozen'],
  failed: ['error', 'failed', 'down', 'critical', 'tripped', 'alarm'],
  waiting: ['busy', 'waiting', 'pending', 'acknowledged', 'in_progress'],
  calm: [],
};

const usualTone = (word: string): StatusTone => (['success', 'refused', 'failed', 'waiting'] as const).find((tone) => usual[tone].includes(word)) ?? 'calm';

/** How a status is shown: the tone that its widget gives it, else the one that its word usually has. */
export function statusLook(value: Json | undefined, tones: Readonly<Record<string, StatusTone>> = {}): Look {
  const key = String(value);
  const tone = (Object.hasOwn(tones, key) ? tones[key] : undefined) ?? usualTone(key.toLowerCase());
  return { tone, word: valueText(value, undefined), icon: icons[tone] };
}
