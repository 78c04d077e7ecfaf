import { ShownOnce } from '../parts/shown-once.tsx';

/** Shows a one-time password, the only time that it can be seen. */
export const HandedPassword = ({ username, password, onClose }: { username: string; password: string; onClose: () => void }) => (
  <ShownOnce title={`A password for ${username}`} label="One-time password" value={password} onClose={onClose}>
    Hand it over by a way that others do not read: it is not shown again, and has to be changed at the first sign-in.
  </ShownOnce>
);
