import { routes } from '../../contract/routes.ts';
import { lookAtCanaries } from '../../db/key-check.ts';
import { createKeyCanaries } from '../../db/stores/key-canaries.ts';
import { listReEncryptions } from '../../db/stores/re-encryptions.ts';
import { countSealed, countSigned } from '../../db/stores/sealed-columns.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { keyStates } from '../key-states.ts';

/** Says which master keys there are, what each of them is needed for, and what the newest re-encryptions came to. */
export const getKeyRing = ({ database, seal }: Front) =>
  endpoint(routes.getKeyRing, async () => {
    const canaries = await lookAtCanaries(createKeyCanaries(database), seal);
    const [sealed, signed, runs] = await Promise.all([countSealed(database.read), countSigned(database.read), listReEncryptions(database.read)]);
    return answer({ keys: keyStates({ held: seal.keyIds, canaries, sealed, signed }), runs });
  });
