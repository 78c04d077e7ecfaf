import { FileText } from 'lucide-react';
import type { StoredMedia } from '../../contract/media.ts';
import { useClient } from '../data/client-context.ts';
import { fileSize } from './file-size.ts';
import './attachments.css';

/** What was attached, as far as it is told apart here. */
type Sent = Pick<StoredMedia, 'type' | 'name' | 'bytes' | 'sha256'>;

function SentOne({ projectId, sent: { type, name, bytes, sha256 } }: { projectId: string; sent: Sent }) {
  const address = useClient().mediaUrl(projectId, sha256);
  if (type === 'image') {
    return (
      <a className="sent-image" href={address} target="_blank" rel="noreferrer" title={`${name}, ${fileSize(bytes)}`}>
        <img src={address} alt={name} loading="lazy" />
      </a>
    );
  }
  return (
    <a className="attachment" href={address} target="_blank" rel="noreferrer">
      <FileText size={16} aria-hidden />
      <span className="attachment-name">{name}</span>
      <span className="attachment-size">{fileSize(bytes)}</span>
    </a>
  );
}

/** What was sent with a message or an intent: images open, other files are saved. */
export const SentAttachments = ({ projectId, media }: { projectId: string; media: readonly Sent[] }) => (
  <ul className="attachments" aria-label="Attached">
    {media.map((sent, index) => (
      <li key={`${index} ${sent.sha256}`}>
        <SentOne projectId={projectId} sent={sent} />
      </li>
    ))}
  </ul>
);
