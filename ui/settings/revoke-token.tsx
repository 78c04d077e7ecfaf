import type { AccessToken } from '../../contract/token.ts';
import { useRevokeToken } from '../data/use-tokens.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';

/** Asks before a token ends for good. */
export function RevokeToken({ token, onClose }: { token: AccessToken; onClose: () => void }) {
  const revoke = useRevokeToken();
  const announce = useAnnounce();
  const confirm = () =>
    revoke.mutate(token.tokenId, {
      onSuccess: () => {
        announce(`The token ${token.name} is revoked.`);
        onClose();
      },
    });
  return (
    <Dialog title={`Revoke ${token.name}?`} onClose={onClose}>
      <div className="dialog-body">
        <p>
          Whatever uses <code>{token.prefix}…</code> is refused from now on. This cannot be undone.
        </p>
        {revoke.isError && <ProblemNote error={revoke.error} what="The token was not revoked." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Keep it</Button>
          <Button look="danger" busy={revoke.isPending} onClick={confirm}>
            {revoke.isPending ? 'Revoking…' : 'Revoke'}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
