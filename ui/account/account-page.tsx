import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMe } from '../data/use-me.ts';
import { Button } from '../parts/button.tsx';
import { CopyId } from '../parts/copy-id.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { PasswordForm } from './password-form.tsx';
import '../parts/table.css';
import './account-page.css';

const Fact = ({ name, value }: { name: string; value: string | null }) => (
  <div>
    <dt className="muted">{name}</dt>
    <dd>{value ?? <span className="faint">none</span>}</dd>
  </div>
);

function Profile() {
  const user = useMe().data?.user;
  if (!user) return null;
  return (
    <section className="account-part" aria-labelledby="own-profile">
      <h3 id="own-profile">Profile</h3>
      <dl className="account-facts">
        <Fact name="User name" value={user.username} />
        <Fact name="Name" value={user.name} />
        <Fact name="Email" value={user.email} />
        <Fact name="Organisation" value={user.organization} />
      </dl>
      <p className="faint">
        <CopyId label="user" id={user.userId} /> {user.isSystemAdmin ? 'You are a system admin.' : 'A system admin can change these.'}
      </p>
    </section>
  );
}

/** One's own account: who one is, the password, and where one is signed in. */
export function AccountPage() {
  const [changing, setChanging] = useState(false);
  return (
    <section className="list-page account" aria-label="Account" tabIndex={0}>
      <title>Account · Gatehouse</title>
      <header className="list-head">
        <h2>Account</h2>
        <Button onClick={() => setChanging(true)}>
          <KeyRound size={14} aria-hidden /> Change password
        </Button>
      </header>
      <Profile />
      <OwnSessions />
      <section className="account-part" aria-labelledby="own-tokens">
        <h3 id="own-tokens">Access tokens</h3>
        <p className="muted">
          A script or the command line signs in with one. <Link href="/settings/tokens" className="text-link">Look at your tokens</Link>
        </p>
      </section>
      {changing && <PasswordForm onClose={() => setChanging(false)} />}
    </section>
  );
}
