import type { RegisteredUser } from '../../contract/user.ts';

/** What sets a person apart, in words. */
export const PersonBadges = ({ person, isMe }: { person: RegisteredUser; isMe: boolean }) => (
  <span className="people-badges">
    {isMe && <span className="badge">You</span>}
    {person.isSystemAdmin && <span className="badge">System admin</span>}
    {person.disabled && <span className="badge people-disabled">Disabled</span>}
    {person.passwordChangeRequired && <span className="badge">Must change password</span>}
  </span>
);
