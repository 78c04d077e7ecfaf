import { Suspense, lazy } from 'react';
import { Skeleton } from '../parts/skeleton.tsx';
import './door.css';

const DevicePage = lazy(() => import('../device/device-page.tsx').then(({ DevicePage: loaded }) => ({ default: loaded })));

const Loading = () => (
  <main className="door">
    <Skeleton label="Loading the page" lines={6} />
  </main>
);

/** Signing a program in stands outside of every project. */
export const Device = () => (
  <Suspense fallback={<Loading />}>
    <DevicePage />
  </Suspense>
);
