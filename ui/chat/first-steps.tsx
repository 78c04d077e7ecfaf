import { CornerDownLeft } from 'lucide-react';
import { draftKey, useDrafts } from '../data/drafts.tsx';
import { useOpenProject } from '../data/project-context.ts';
import { useRegistry } from '../data/use-projects.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { firstExamples } from './first-examples.ts';
import './first-steps.css';


/** What to do in an empty conversation: examples that a click writes into the composer. */
export function FirstSteps() {
  const { projectId, name } = useOpenProject();
  const registry = useRegistry(projectId);
  const drafts = useDrafts();
  if (registry.isPending) return <Skeleton label="Loading examples" lines={4} />;
  const found = firstExamples(registry.data?.actions ?? []);
  return (
    <div className="first-steps">
      <h2>What should happen in {name}?</h2>
      <p className="muted">
        Say it in words. Gatehouse turns them into an action, puts it through every gate, and shows you the record of what was done. Several steps in one message
        become a plan.
      </p>
      {found.length > 0 && (
        <ul>
          {found.map((text) => (
            <li key={text}>
              <button type="button" onClick={() => drafts.propose(draftKey(projectId, null), text)}>
                {text}
                <CornerDownLeft size={14} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
