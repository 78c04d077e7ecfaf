import { Link } from 'wouter';
import type { ProjectUsage } from '../../contract/organization.ts';
import type { ProjectStatus } from '../../contract/project.ts';
import { type LifecycleCall, useLifecycleStep } from '../data/use-organization.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { CopyId } from '../parts/copy-id.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';

type Step = { step: LifecycleCall; word: string };

const LOCK: Step = { step: 'lockProject', word: 'Lock' };
const UNLOCK: Step = { step: 'unlockProject', word: 'Unlock' };
const ARCHIVE: Step = { step: 'archiveProject', word: 'Archive' };
const UNARCHIVE: Step = { step: 'unarchiveProject', word: 'Unarchive' };

const STEPS = { active: [LOCK, ARCHIVE], locked: [UNLOCK, ARCHIVE], archived: [UNARCHIVE] } as const satisfies Record<ProjectStatus, readonly Step[]>;

type RowGiven = { project: ProjectUsage; busy: boolean; onStep: (step: LifecycleCall) => void; onPurge: () => void };

function Row({ project: { projectId, name, status }, busy, onStep, onPurge }: RowGiven) {
  return (
    <tr>
      <th scope="row" className="truncate">
        <Link href={`/p/${encodeURIComponent(projectId)}/executions`} className="text-link" title={name}>
          {name}
        </Link>
      </th>
      <td className="projects-id table-wide-only">
        <CopyId label="project" id={projectId} />
      </td>
      <td className="projects-status">{status}</td>
      <td className="table-end">
        {STEPS[status].map(({ step, word }) => (
          <Button key={step} look="quiet" disabled={busy} aria-label={`${word} ${name}`} onClick={() => onStep(step)}>
            {word}
          </Button>
        ))}
        <Button look="quiet" aria-label={`Purge ${name}`} onClick={onPurge}>
          Purge
        </Button>
      </td>
    </tr>
  );
}

/** The projects, the newest first, with the steps that each can take. */
export function ProjectsTable({ projects, onPurge }: { projects: readonly ProjectUsage[]; onPurge: (project: ProjectUsage) => void }) {
  const take = useLifecycleStep();
  const announce = useAnnounce();
  const change = (projectId: string, step: LifecycleCall) => take.mutate({ projectId, step }, { onSuccess: ({ name, status }) => announce(`${name} is ${status}.`) });
  return (
    <>
      {take.isError && <ProblemNote error={take.error} what="The project stays as it was." doNext="Nothing has changed." />}
      <table className="table projects-table">
        <thead>
          <tr>
            <th scope="col">Project</th>
            <th scope="col" className="projects-id table-wide-only">
              Id
            </th>
            <th scope="col" className="projects-status">
              Status
            </th>
            <th scope="col" className="table-end">
              <span className="visually-hidden">What to do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {projects.map((project) => (
            <Row key={project.projectId} project={project} busy={take.isPending} onStep={(step) => change(project.projectId, step)} onPurge={() => onPurge(project)} />
          ))}
        </tbody>
      </table>
    </>
  );
}
