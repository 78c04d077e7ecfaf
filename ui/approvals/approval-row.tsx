import { Link } from 'wouter';
import type { Approval } from '../../contract/approval.ts';
import { left } from '../parts/left.ts';
import { approvalLooks } from '../parts/look.ts';
import { Moment } from '../parts/moment.tsx';
import { useNow } from '../parts/now.tsx';
import { RequestTitle } from './request-title.tsx';

type Given = { approval: Approval; path: string; open: boolean; who: string; place?: string; why?: string };

/** One request in two lines: what is asked, by whom, since when and until when. */
export function ApprovalRow({ approval, path, open, who, place, why }: Given) {
  const now = useNow();
  const { icon: Icon, tone, word } = approvalLooks[approval.status];
  const yes = approval.votes.filter(({ vote }) => vote === 'approve').length;
  return (
    <li>
      <Link href={path} className={`split-row tone-${tone}`} aria-current={open ? 'true' : undefined} data-approval={approval.approvalId}>
        <Icon size={14} strokeWidth={2.25} aria-label={word} />
        <span className="truncate">
          <RequestTitle approval={approval} />
        </span>
        <Moment at={approval.createdAt} />
        <span className="split-row-more">
          <span className="truncate">{place ? `${place}, ${who}` : who}</span>
          {why && <span className="truncate faint">{why}</span>}
          <span data-figures>
            {approval.quorum > 1 && `${yes} of ${approval.quorum}, `}
            {approval.status === 'pending' ? `${left(Date.parse(approval.expiresAt) - now)} left` : word}
          </span>
        </span>
      </Link>
    </li>
  );
}
