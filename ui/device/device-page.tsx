import { useLocation, useSearch } from 'wouter';
import { useDevice } from '../data/use-device.ts';
import { Button } from '../parts/button.tsx';
import { Mark } from '../parts/mark.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { ApiError } from '../problem.ts';
import { CodeForm } from './code-form.tsx';
import { DeviceRequest } from './device-request.tsx';
import './device-page.css';

const isUnknown = (error: unknown): boolean => error instanceof ApiError && error.status === 404;

function Head({ title, children }: { title: string; children?: string }) {
  return (
    <header className="door-head">
      <title>{`${title} · Gatehouse`}</title>
      <Mark size={32} />
      <h1>{title}</h1>
      {children && <p className="muted">{children}</p>}
    </header>
  );
}

function Enter({ wrong, onCode }: { wrong?: string; onCode: (code: string) => void }) {
  return (
    <>
      <Head title="Sign in a program">Enter the code that the command line, or another program of yours, shows.</Head>
      <CodeForm wrong={wrong} onCode={onCode} />
    </>
  );
}

function Request({ code, onCode }: { code: string; onCode: (code: string) => void }) {
  const query = useDevice(code);
  const [, navigate] = useLocation();
  if (query.isPending) return <Skeleton label="Looking for the program" lines={6} />;
  if (query.isError && isUnknown(query.error)) return <Enter wrong={query.error.message} onCode={onCode} />;
  if (query.isError) return <ProblemNote error={query.error} what="The code could not be looked up." onRetry={() => void query.refetch()} />;
  const grant = query.data;
  if (grant.status === 'pending') {
    return (
      <>
        <Head title="Sign in this program?">{`“${grant.clientName}” asks to act in your name.`}</Head>
        <DeviceRequest grant={grant} />
      </>
    );
  }
  return (
    <>
      <Head title={grant.status === 'approved' ? 'Approved' : 'Denied'}>
        {grant.status === 'approved' ? `“${grant.clientName}” goes on by itself. You can close this page; its token is among your access tokens.` : `“${grant.clientName}” was not signed in. If you did not start it, nothing more is to be done.`}
      </Head>
      <div className="device-foot">
        <Button onClick={() => navigate('/settings/tokens')}>Access tokens</Button>
        <Button look="quiet" onClick={() => navigate('/')}>
          To your projects
        </Button>
      </div>
    </>
  );
}

/** Where a person lets a program sign in as himself, by the code that it shows. The address may carry the code, which approves nothing. */
export function DevicePage() {
  const code = new URLSearchParams(useSearch()).get('code');
  const [, navigate] = useLocation();
  const open = (typed: string) => navigate(`/device?code=${typed}`);
  return (
    <main className="door device">
      <div>{code ? <Request key={code} code={code} onCode={open} /> : <Enter onCode={open} />}</div>
    </main>
  );
}
