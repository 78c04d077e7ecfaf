import { describe, expect, it } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';
import type { Turn } from '../../contract/turn.ts';
import { applyEvent } from '../../ui/data/apply-event.ts';
import { keys } from '../../ui/data/keys.ts';
import { addWords } from '../../ui/data/use-words.ts';

const projectId = 'p';
const turnId = 't';
const turn: Turn = {
  ...{ turnId, sessionId: 's', projectId, userId: 'u', message: 'hello', mode: 'assisted', simulate: false, status: 'interpreting', reply: null, tokens: { prompt: 0, completion: 0 } },
  ...{ model: 'm', media: [], facts: [], workflowId: 'w', createdAt: '2026-01-01T00:00:00.000Z' },
};

/** A cache in which a model has said these. */
function heard(...texts: string[]) {
  const cache = new QueryClient();
  for (const text of texts) addWords(cache, { projectId, data: { turnId, text } });
  return { cache, said: () => cache.getQueryData<string>(keys.words(projectId, turnId)) };
}

const tell = (cache: QueryClient, status: Turn['status']) =>
  applyEvent(cache, () => undefined, { type: 'turn.updated', projectId, at: turn.createdAt, data: { ...turn, status } });

describe('what a model says on the way to a reply', () => {
  it('when it comes in pieces, then they stand one after another', () => {
    expect(heard('I will ', 'set ', 'it.').said()).toBe('I will set it.');
  });

  it('when it is much, then its end is kept', () => {
    expect(heard('a'.repeat(3_999), 'bc').said()).toBe(`${'a'.repeat(3_998)}bc`);
  });

  it.each([
    ['running', 'so far'],
    ['done', undefined],
    ['failed', undefined],
    ['clarifying', undefined],
  ] as const)('when the turn is %s, then %p is left of it', (status, left) => {
    const { cache, said } = heard('so far');
    tell(cache, status);
    expect(said()).toBe(left);
  });
});
