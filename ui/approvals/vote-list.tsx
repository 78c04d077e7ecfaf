import { Ban, CircleCheck } from 'lucide-react';
import type { Approval, Vote } from '../../contract/approval.ts';
import { useNames } from '../data/use-members.ts';
import { deciders } from '../parts/deciders.ts';
import { Moment } from '../parts/moment.tsx';

function Said({ vote, name }: { vote: Vote; name: string }) {
  const yes = vote.vote === 'approve';
  const Icon = yes ? CircleCheck : Ban;
  return (
    <li className={`vote tone-${yes ? 'success' : 'refused'}`}>
      <Icon size={14} strokeWidth={2.25} aria-hidden />
      <span>
        {name} <span className="vote-word">{yes ? 'approved' : 'denied'}</span> <Moment at={vote.at} />
      </span>
      {vote.comment && <q className="vote-comment">{vote.comment}</q>}
    </li>
  );
}

/** Who said what, in the order in which they said it, and how many are still missing. */
export function VoteList({ approval: { projectId, votes, quorum, requiredRole, status } }: { approval: Approval }) {
  const nameOf = useNames(projectId);
  const missing = quorum - votes.filter(({ vote }) => vote === 'approve').length;
  return (
    <>
      {votes.length > 0 && (
        <ol className="votes">
          {votes.map((vote) => (
            <Said key={vote.userId} vote={vote} name={nameOf(vote.userId)} />
          ))}
        </ol>
      )}
      {status === 'pending' && missing > 0 && <p className="faint">Waits for {deciders({ requiredRole, quorum: missing })}. One no closes it.</p>}
      {status !== 'pending' && votes.length === 0 && <p className="faint">Nobody voted.</p>}
    </>
  );
}
