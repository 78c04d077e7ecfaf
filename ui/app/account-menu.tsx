import { CircleUserRound, Copy, LogOut, UserRoundCog } from 'lucide-react';
import { useLocation } from 'wouter';
import { useOpenProject } from '../data/project-context.ts';
import { useMe } from '../data/use-me.ts';
import { useSignOut } from '../data/use-sign-in.ts';
import { Menu, MenuItem, MenuLabel } from '../parts/menu.tsx';
import { ACCOUNT_PATH } from './paths.ts';

/** Fails where the clipboard is closed to pages; the team page shows the id too. */
const copy = async (text: string) => navigator.clipboard.writeText(text);

/** Who is signed in, by which id others can invite them, what they may do here, and the way out. */
export function AccountMenu() {
  const user = useMe().data?.user;
  const { role } = useOpenProject();
  const signOut = useSignOut();
  const [, navigate] = useLocation();
  const name = user?.name ?? user?.username ?? '';
  const trigger = (
    <button type="button" className="icon-button" aria-label={`Account of ${name}`}>
      <CircleUserRound size={17} aria-hidden />
    </button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuLabel>
        {name} · {role ?? 'not a member'}
        {user?.isSystemAdmin && ' · system admin'}
      </MenuLabel>
      {user && (
        <MenuItem onSelect={() => void copy(user.userId).catch(() => undefined)}>
          <Copy size={15} aria-hidden /> Copy my user id
        </MenuItem>
      )}
      <MenuItem onSelect={() => navigate(ACCOUNT_PATH)}>
        <UserRoundCog size={15} aria-hidden /> Account and sessions
      </MenuItem>
      <MenuItem onSelect={() => signOut.mutate()}>
        <LogOut size={15} aria-hidden /> Sign out
      </MenuItem>
    </Menu>
  );
}
