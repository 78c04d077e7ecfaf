import type { ReactNode } from 'react';
import { useAnswerDevice, type DeviceGrant } from '../data/use-device.ts';
import { useMe } from '../data/use-me.ts';
import { useProjects } from '../data/use-projects.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Moment } from '../parts/moment.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';

/** What the token of the program will be able to do, in words. */
function usePowers({ scopes }: DeviceGrant): string {
  const isSystemAdmin = useMe().data?.user.isSystemAdmin === true;
  const projects = useProjects().data?.items ?? [];
  if (scopes === null) return `Everything that you may do, in all your projects${isSystemAdmin ? ', and all that a system admin may' : ''}.`;
  const nameOf = (id: string) => projects.find(({ projectId }) => projectId === id)?.name ?? id;
  const where = scopes.projects ? `in ${scopes.projects.map(nameOf).join(', ')}` : 'in all your projects';
  return scopes.actions ? `Run ${scopes.actions.join(', ')}, and read, ${where}.` : `What you may do, ${where}.`;
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt className="muted">{name}</dt>
    <dd>{children}</dd>
  </div>
);

function Facts({ grant }: { grant: DeviceGrant }) {
  const me = useMe().data?.user;
  const powers = usePowers(grant);
  return (
    <dl className="device-facts">
      <Fact name="Asked from">
        {grant.address ?? 'an unknown address'}, <Moment at={grant.createdAt} />
      </Fact>
      <Fact name="Signs in as">{me?.name ?? me?.username}</Fact>
      <Fact name="May do">{powers}</Fact>
      <Fact name="Lasts">{grant.expiresInDays === 1 ? '1 day' : `${grant.expiresInDays} days`}, or until you revoke the token</Fact>
    </dl>
  );
}

/** Who asks, from where, and what for; nothing happens until one of the two buttons is pressed. */
export function DeviceRequest({ grant }: { grant: DeviceGrant }) {
  const answer = useAnswerDevice(grant.userCode);
  const announce = useAnnounce();
  const give = (verb: 'approve' | 'deny') => answer.mutate(verb, { onSuccess: () => announce(verb === 'approve' ? 'Approved.' : 'Denied.') });
  return (
    <>
      <p className="device-code">
        <span className="visually-hidden">Code </span>
        {grant.userCode}
      </p>
      <p className="muted">Approve only if your own program shows this code now. Whoever sent you a link to it would be signed in as you.</p>
      <Facts grant={grant} />
      {answer.isError && <ProblemNote error={answer.error} what="Your answer was not taken." />}
      <div className="device-foot">
        <Button look="primary" busy={answer.isPending && answer.variables === 'approve'} disabled={answer.isPending} onClick={() => give('approve')}>
          Approve
        </Button>
        <Button busy={answer.isPending && answer.variables === 'deny'} disabled={answer.isPending} onClick={() => give('deny')}>
          Deny
        </Button>
      </div>
    </>
  );
}
