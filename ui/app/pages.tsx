import { Route, Switch } from 'wouter';
import { Home } from './home.tsx';
import { NotFound } from './not-found.tsx';
import { ProjectPages } from './project-pages.tsx';

/** Which address shows which page. */
export const Pages = () => (
  <Switch>
    <Route path="/">
      <Home />
    </Route>
    <Route path="/p/:projectId">{({ projectId }) => <Home projectId={projectId} />}</Route>
    <Route path="/p/:projectId/chat/:sessionId?">
      {({ projectId, sessionId }) => <ProjectPages key={projectId} projectId={projectId} sessionId={sessionId ?? null} />}
    </Route>
    <Route>
      <NotFound what="There is no such page." />
    </Route>
  </Switch>
);
