import { Route, Switch } from 'wouter';
import { Device } from './device.tsx';
import { Home } from './home.tsx';
import { Inbox } from './inbox.tsx';
import { NotFound } from './not-found.tsx';
import { Organization } from './organization.tsx';
import { ProjectPages } from './project-pages.tsx';
import { SettingsPages } from './settings-pages.tsx';

/** Which address shows which page. */
export const Pages = () => (
  <Switch>
    <Route path="/">
      <Home />
    </Route>
    <Route path="/device">
      <Device />
    </Route>
    <Route path="/approvals">
      <Inbox />
    </Route>
    <Route path="/organization/:tab?/:itemId?">{({ tab, itemId }) => <Organization tab={tab ?? 'overview'} itemId={itemId ?? null} />}</Route>
    <Route path="/settings/:page">{({ page }) => <SettingsPages page={page} />}</Route>
    <Route path="/p/:projectId">{({ projectId }) => <Home projectId={projectId} />}</Route>
    <Route path="/p/:projectId/:page/:itemId?">
      {({ projectId, page, itemId }) => <ProjectPages key={projectId} projectId={projectId} page={page} itemId={itemId ?? null} />}
    </Route>
    <Route>
      <NotFound what="There is no such page." />
    </Route>
  </Switch>
);
