/**
 * Whether a text claims that something was done. It looks, clause by clause, for finished deeds in the first person or the passive ('I
 * have reset', 'has been set', 'done'), and lets questions, conditions, offers and denials pass. When in doubt a text is a claim: what
 * was done is told from records, and a model is not needed for it.
 */
export function claimsDone(text: string): boolean {
  return splitSentences(text).some((sentence) => !question.test(sentence) && sentence.replace(filler, ' ').split(clauseEnd).some(claimsInClause));
}

/** The sentences of a text, each with what ends it. */
export const splitSentences = (text: string): string[] => text.match(/[^.!?\n。！？]*[.!?\n。！？]+|[^.!?\n。！？]+/gu) ?? [];

/** A denial or a condition counts where it stands before what it is about, or within it. */
const claimsInClause = (clause: string): boolean =>
  claims.some((claim) => {
    const found = claim.exec(clause);
    return found !== null && !harmless.test(clause.slice(0, found.index + found[0].length));
  });

const adverbs = '(?:(?:now|just|already|also|successfully|then|all|both|been)\\s+){0,3}';
const finished = '(?!need\\b|indeed\\b)(?:set|reset|put|made|ran|run|did|done|cut|shut|sent|wrote|written|began|begun|took|taken|gave|given|turned|brought|undone|\\p{L}{2,}ed)';
const passive =
  '(?:set|reset|done|run|completed?|executed|changed|updated|increased|decreased|incremented|decremented|moved|enabled|disabled|deleted|removed|added|created|started|stopped|saved|approved|confirmed|applied|reverted|cleared|cancelled|canceled|scheduled|sent|finished)';
/** 'Is enabled' tells how something stands; 'is reset' tells of a deed. */
const deed = '(?:reset|done|completed?|executed|incremented|decremented|increased|decreased|deleted|removed|created|updated|applied|reverted|cleared|finished)';

const claims: readonly RegExp[] = [
  new RegExp(`\\b(?:i|we|gatehouse)(?:\\s+(?:have|has)|['’]ve)?\\s+${adverbs}${finished}\\b`, 'iu'),
  new RegExp(`\\b(?:has|have|had|was|were|is now|are now)\\s+${adverbs}${passive}\\b`, 'iu'),
  new RegExp(`(?:\\b(?:is|are)|['’]s)\\s+${adverbs}${deed}\\b`, 'iu'),
  /^\W*(?:all\s+)?(?:done|finished|completed?|executed|success|confirmed|approved|updated|saved|reset)\b/iu,
  /\b(?:successfully|all set|mission accomplished|consider it done|taken care of|as (?:you )?requested)\b/iu,
  /\b(?:is|are|stands at|sits at)\s+now\b|\bnow\s+(?:is|are|stands|reads|shows)\b/iu,
  /erledigt|wurden?\s.{0,60}\p{L}+(?:t|en)\b|ist jetzt|habe\s.{0,60}(?:gesetzt|geändert|gestellt|gelöscht|erhöht)|\b(?:hecho|terminé|fatto)\b|c['’]est fait|готово|完了|完成|已/iu,
];

const question = /^\W*(?:do|does|did|which|what|who|when|where|why|how|should|shall|would|could|can|may|is|are|was|were|has|have|soll|welche[rs]?|was|wie)\b[^]*[?？]\s*$/iu;
const clauseEnd = /[,;:—–]|\s-\s|\b(?:and|but|so|und|aber)\b/iu;
const filler = /\b(?:never mind|no problem|no worries|not to worry|of course|sure)\b/giu;
const harmless = /\b(?:not|no|nothing|none|never|cannot|\p{L}+n['’]t|if|unless|until|whether|would|should|could|can|shall|will|may|might|must|once|before|after|when|nicht|keine?|nichts|wenn|ob|falls)\b/iu;
