import { Skeleton } from '../parts/skeleton.tsx';
import './frame.css';
import './rail.css';
import './top-bar.css';

/** The frame before its project is known, so that nothing moves when it is. */
export const FrameSkeleton = () => (
  <div className="frame skeleton-frame">
    <div className="rail" />
    <div className="bar" />
    <main className="frame-main">
      <Skeleton label="Loading the project" lines={6} />
    </main>
  </div>
);
