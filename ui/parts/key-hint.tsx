import './key-hint.css';

/** A key that does something here; to those who do not see it, the control itself names its key. */
export const KeyHint = ({ keys }: { keys: string }) => <kbd className="key-hint" aria-hidden>{keys}</kbd>;
