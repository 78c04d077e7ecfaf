import { expect, it } from '@jest/globals';
import { startScriptedModel } from '../support/scripted-model.ts';

it('when a caller wants no stream, then the scripted model answers whole', async () => {
  const model = await startScriptedModel({ text: 'Which one?' }, { calls: [{ actionId: 'demo.counter.set', args: { value: 1 } }] }, { refusal: 'No.' });
  const messages = [];
  for (let asked = 0; asked < 3; asked += 1) {
    const body = JSON.stringify({ model: 'any', messages: [{ role: 'user', content: 'hello' }] });
    const answer = await fetch(`${model.baseUrl}/chat/completions`, { method: 'POST', headers: { connection: 'close' }, body });
    messages.push(((await answer.json()) as { choices: { message: unknown }[] }).choices[0]?.message);
  }
  expect(messages).toMatchObject([{ content: 'Which one?' }, { tool_calls: [{ function: { name: 'demo--counter--set', arguments: '{"value":1}' } }] }, { refusal: 'No.' }]);
  await model.stop();
});
