import { useOpenProject } from '../data/project-context.ts';
import { useApprovalList } from '../data/use-approvals.ts';
import { KeyHint } from '../parts/key-hint.tsx';
import { Split } from '../parts/split.tsx';
import { useRowKeys } from '../parts/use-row-keys.ts';
import { ApprovalDetail } from './approval-detail.tsx';
import { ApprovalQueue } from './approval-queue.tsx';
import { useApprovalAddress } from './use-approval-address.ts';
import './approvals-page.css';

const Hint = () => (
  <p>
    Choose a request to see what it would change. <KeyHint keys="J" /> and <KeyHint keys="K" /> move through the queue.
  </p>
);

/** What waits for people in a project: the queue, and one request with all that a decision needs. */
export function ApprovalsPage({ approvalId }: { approvalId: string | null }) {
  const { projectId, name } = useOpenProject();
  const address = useApprovalAddress();
  const query = useApprovalList(projectId, address.filter);
  const approvals = (query.data?.pages ?? []).flatMap(({ items }) => items);
  useRowKeys(approvals.map((approval) => approval.approvalId), approvalId, (id) => address.open(id, approvalId !== null));
  return (
    <>
      <title>{`Approvals · ${name} · Gatehouse`}</title>
      <Split
        label="Approvals"
        itemLabel="Chosen request"
        back={address.list}
        list={<ApprovalQueue query={query} approvals={approvals} address={address} openId={approvalId} />}
        item={approvalId && <ApprovalDetail key={approvalId} approvalId={approvalId} onAsked={(id) => address.open(id, true)} />}
        hint={<Hint />}
      />
    </>
  );
}
