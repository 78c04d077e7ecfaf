import './action-name.css';

/** An action id with its version set apart. */
export function ActionName({ actionId }: { actionId: string }) {
  const [name, version] = actionId.split('@');
  return (
    <code className="action-name">
      {name}
      {version && <span className="action-version">@{version}</span>}
    </code>
  );
}
