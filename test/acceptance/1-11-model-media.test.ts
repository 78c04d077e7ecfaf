import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Turn } from '../../contract/turn.ts';
import { expectData } from '../support/http.ts';
import { modelCallsOf, type ModelHouse, openModelHouse } from './model-stage.ts';
import type { Stage } from './stage.ts';

const SLOW_MS = 180_000; // A busy machine takes its time to start a house.

/** One white pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const image = { type: 'image', mimeType: 'image/png', name: 'pump.png', data: PIXEL };

async function sayWith({ admin, at }: Stage, message: string, media: unknown[]): Promise<Turn> {
  const { turnId } = expectData(await admin.session.post<{ turnId: string }>(at('/turns'), { message, media }), 202);
  return expectData(await admin.session.get<Turn>(at(`/turns/${turnId}?waitSeconds=25`)));
}

describe('1.11 Multimodal: the model', () => {
  let seeing: ModelHouse;
  let blind: ModelHouse;
  beforeAll(async () => {
    [seeing, blind] = await Promise.all([openModelHouse('seeing'), openModelHouse('blind', { LLM_VISION: 'false' })]);
  }, SLOW_MS);
  afterAll(async () => {
    await Promise.all([seeing.stop(), blind.stop()]);
  });

  it('when an image is attached, then the model gets it as an image of its MIME type, and no record of the call holds it', async () => {
    const stage = await seeing.open();
    seeing.model.say({ text: 'It is a white pixel?' });
    const turn = await sayWith(stage, 'what is on it?', [image]);
    expect(turn).toMatchObject({ status: 'done', media: [{ type: 'image', mimeType: 'image/png', name: 'pump.png' }] });
    const parts = (seeing.model.requests[0]?.body.messages ?? []).flatMap(({ content }) => (Array.isArray(content) ? content : []));
    expect(parts.find(({ type }) => type === 'image_url')?.image_url?.url).toBe(`data:image/png;base64,${PIXEL}`);
    expect(JSON.stringify(await modelCallsOf(stage.admin, stage, turn))).not.toContain(PIXEL.slice(20, 60));
  });

  it('when a text is attached, then the model reads it as quoted data', async () => {
    const stage = await seeing.open();
    seeing.model.say({ text: 'Is that all?' });
    const data = Buffer.from('pump 7 hums').toString('base64');
    await sayWith(stage, 'what does it say?', [{ type: 'document', mimeType: 'text/plain', name: 'log.txt', data }]);
    expect(seeing.model.requests[0]?.prompt).toContain('pump 7 hums');
  });

  it('when the model cannot see, then the turn says so and asks nothing of it', async () => {
    const stage = await blind.open();
    const turn = await sayWith(stage, 'what is on it?', [image]);
    expect(turn).toMatchObject({ status: 'done', reply: { kind: 'error' } });
    expect(turn.reply?.text).toContain('cannot look at images');
    expect(blind.model.requests).toHaveLength(0);
  });
});
