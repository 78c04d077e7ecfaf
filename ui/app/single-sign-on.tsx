import { LogIn } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Answer } from '../client.ts';
import { signInProblemIn, withoutSignInProblem } from './sign-in-problem.ts';
import './single-sign-on.css';

/** The way in through the identity provider, where there is one, and what came of the last try. It comes back to this page. */
export function SingleSignOn({ methods }: { methods: Answer<'getSignInMethods'> | undefined }) {
  const [problem] = useState(() => signInProblemIn(location.search));
  useEffect(() => {
    if (problem !== null) history.replaceState(history.state, '', withoutSignInProblem(location));
  }, [problem]);
  const oidc = methods?.oidc;
  return (
    <>
      {problem !== null && (
        <p className="sso-problem field-error" role="alert">
          {problem}
        </p>
      )}
      {oidc && (
        <div className="sso">
          <a className="button button-plain" href={`${oidc.path}?returnTo=${encodeURIComponent(withoutSignInProblem(location))}`}>
            <LogIn size={15} aria-hidden /> {oidc.name === null ? 'Sign in with single sign-on' : `Sign in with ${oidc.name}`}
          </a>
          <p className="sso-or faint">or with a password</p>
        </div>
      )}
    </>
  );
}
