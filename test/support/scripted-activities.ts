import type { Activities } from '../../contract/activities.ts';

type Name = keyof Activities;

/** Activities whose parts a test gives, with a list of what workflows asked of them. */
export type ScriptedActivities = {
  activities: Activities;
  /** What was asked so far, as `executeIntents a1`. */
  calls: string[];
  /** Gives the parts from now on; a part that is not given fails the workflow that asks for it. */
  play: (parts: Partial<Activities>) => void;
};

/** The bill of powers as a stage: the workflows are real, what they cause is scripted. */
export function createScriptedActivities(notScripted: (name: Name) => Error): ScriptedActivities {
  const calls: string[] = [];
  let parts: Partial<Activities> = {};
  const part = <Asked extends object, Answer>(name: Name, find: () => ((asked: Asked) => Promise<Answer>) | undefined) => async (asked: Asked) => {
    calls.push(`${name} ${Object.values(asked).slice(1).join(' ')}`);
    const played = find();
    if (!played) throw notScripted(name);
    return played(asked);
  };
  return {
    calls,
    activities: {
      executeIntents: part('executeIntents', () => parts.executeIntents),
      settleApproval: part('settleApproval', () => parts.settleApproval),
      notifyApproval: part('notifyApproval', () => parts.notifyApproval),
      notifyIncident: part('notifyIncident', () => parts.notifyIncident),
      notifyTest: part('notifyTest', () => parts.notifyTest),
      findNews: part('findNews', () => parts.findNews),
      closeNews: part('closeNews', () => parts.closeNews),
      interpretMessage: part('interpretMessage', () => parts.interpretMessage),
      consultModel: part('consultModel', () => parts.consultModel),
      continueTurn: part('continueTurn', () => parts.continueTurn),
      advancePlan: part('advancePlan', () => parts.advancePlan),
      finishTurn: part('finishTurn', () => parts.finishTurn),
      failTurn: part('failTurn', () => parts.failTurn),
      runBacktest: part('runBacktest', () => parts.runBacktest),
      failBacktest: part('failBacktest', () => parts.failBacktest),
      failPlan: part('failPlan', () => parts.failPlan),
      reEncrypt: part('reEncrypt', () => parts.reEncrypt),
      failReEncryption: part('failReEncryption', () => parts.failReEncryption),
      purgeProject: part('purgeProject', () => parts.purgeProject),
      findOpenWork: part('findOpenWork', () => parts.findOpenWork),
      reviveWork: part('reviveWork', () => parts.reviveWork),
      deleteExpired: part('deleteExpired', () => parts.deleteExpired),
      findUnverified: part('findUnverified', () => parts.findUnverified),
      verifyIntegrity: part('verifyIntegrity', () => parts.verifyIntegrity),
    },
    play: (given) => {
      parts = given;
      calls.length = 0;
    },
  };
}
