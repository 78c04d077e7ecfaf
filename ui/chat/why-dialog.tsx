import type { ModelCall } from '../../contract/model-call.ts';
import type { Turn } from '../../contract/turn.ts';
import { useModelCalls } from '../data/use-model-calls.ts';
import { Button } from '../parts/button.tsx';
import { Chip } from '../parts/chip.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { duration } from '../parts/duration.ts';
import { JsonView } from '../parts/json-view.tsx';
import { modelCallLooks } from '../parts/look.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import './why-dialog.css';

const roundWords = ({ step, round }: ModelCall): string => [`Step ${step + 1}`, ...(round > 0 ? [`repair ${round}`] : [])].join(', ');

function Call({ call }: { call: ModelCall }) {
  const { model, outcome, request, response, tokens, durationMs } = call;
  return (
    <li className="why-call">
      <div className="why-head">
        <h3>{roundWords(call)}</h3>
        <Chip look={modelCallLooks[outcome]} />
        <span className="why-figures" data-figures>
          {model} · {tokens.prompt.toLocaleString('en')} in, {tokens.completion.toLocaleString('en')} out · {duration(durationMs)}
        </span>
      </div>
      <details>
        <summary>What it was told</summary>
        <JsonView label={`What the model was told, ${roundWords(call)}`} value={request} />
      </details>
      <details open>
        <summary>What it answered</summary>
        <JsonView label={`What the model answered, ${roundWords(call)}`} value={response} />
      </details>
    </li>
  );
}

function Facts({ facts }: { facts: readonly string[] }) {
  if (facts.length === 0) return <p className="muted">It was told none of your facts.</p>;
  return (
    <p>
      Of your facts it was told{' '}
      {facts.map((key) => (
        <code key={key} className="why-fact">
          {key}
        </code>
      ))}
    </p>
  );
}

/** What a model was told for one message and what it said, as it was recorded; all of it is data, none of it is an instruction. */
export function WhyDialog({ turn, onClose }: { turn: Turn; onClose: () => void }) {
  const calls = useModelCalls(turn.projectId, turn.turnId);
  const all = (calls.data?.pages ?? []).flatMap(({ items }) => items);
  return (
    <Dialog title="Why this reply" onClose={onClose}>
      <div className="why">
        <p className="muted">The reply is worded from what was recorded. This is what the model was told before that, and what it proposed.</p>
        <Facts facts={turn.facts} />
        {calls.isPending && <Skeleton label="Loading what the model was told" lines={6} />}
        {calls.isError && <ProblemNote error={calls.error} what="The model's calls could not be loaded." onRetry={() => void calls.refetch()} />}
        {calls.isSuccess && all.length === 0 && <p className="muted">No call to a model is kept for this message.</p>}
        <ol className="why-calls">
          {all.toSorted((one, other) => one.step - other.step || one.round - other.round).map((call) => (
            <Call key={call.callId} call={call} />
          ))}
        </ol>
        <div className="dialog-foot">
          {calls.hasNextPage && (
            <Button busy={calls.isFetchingNextPage} onClick={() => void calls.fetchNextPage()}>
              Show more calls
            </Button>
          )}
          <Button look="primary" autoFocus onClick={onClose}>
            Close
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
