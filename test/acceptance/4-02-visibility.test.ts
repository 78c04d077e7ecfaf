import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RegistryView } from '../../contract/registry.ts';
import { expectData } from '../support/http.ts';
import { entryPaths } from './entry-paths.ts';
import { openStage, type Actor, type Stage } from './stage.ts';

const HIDDEN = 'flags.purge';
const wish = { actionId: HIDDEN, inputs: { flag: 'new_pricing' }, confirmed: true, message: 'flags.purge flag=new_pricing' };

describe('4.2 Visibility', () => {
  let stage: Stage;
  let operator: Actor;
  let viewer: Actor;
  beforeAll(async () => {
    stage = await openStage();
    [operator, viewer] = [await stage.join('operator'), await stage.join('viewer')];
  });

  const offered = async ({ session }: Actor) => expectData(await session.get<RegistryView>(stage.at('/registry'))).actions.map(({ actionId }) => actionId);

  it('when somebody is no admin, then a developer action is not in his registry', async () => {
    expect(await offered(stage.admin)).toContain(`${HIDDEN}@v1`);
    for (const actor of [operator, viewer]) {
      const ids = await offered(actor);
      expect(ids.length).toBeGreaterThan(5);
      expect(ids.filter((id) => id.startsWith(HIDDEN))).toEqual([]);
    }
  });

  it.each(entryPaths.filter(({ name }) => name !== 'a chat message'))('when an operator asks for it as $name, then the gate refuses', async ({ ask }) => {
    expect(await ask(stage, operator, wish)).toEqual({ status: 'rejected', code: 'action_not_visible' });
  });

  it('when an operator asks for it in a chat, then it is not understood, and nothing runs', async () => {
    const count = (await stage.executions()).length;
    const turn = await operator.say(wish.message);
    expect(turn.reply?.executionIds).toEqual([]);
    expect(JSON.stringify(turn.reply)).not.toContain('Purge');
    expect(await stage.executions()).toHaveLength(count);
  });

  it('when an admin asks for it, then it runs', async () => {
    expect(await stage.admin.run({ actionId: HIDDEN, inputs: { flag: 'new_pricing' }, confirmed: true })).toMatchObject({ status: 'success' });
  });
});
