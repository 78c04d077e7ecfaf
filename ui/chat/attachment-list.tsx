import { FileText, X } from 'lucide-react';
import { fileSize } from '../parts/file-size.ts';
import { IconButton } from '../parts/icon-button.tsx';
import type { Attachment } from '../data/attachable.ts';
import '../parts/attachments.css';

type Given = { items: readonly Attachment[]; onRemove?: (id: string) => void };

/** What is sent with the message; with a way to take each away again while it is not. */
export const AttachmentList = ({ items, onRemove }: Given) => (
  <ul className="attachments" aria-label="Attached">
    {items.map(({ id, type, mimeType, name, bytes, data }) => (
      <li key={id} className="attachment">
        {type === 'image' ? <img className="attachment-thumb" src={`data:${mimeType};base64,${data}`} alt="" /> : <FileText size={16} aria-hidden />}
        <span className="attachment-name" title={name}>
          {name}
        </span>
        <span className="attachment-size">{fileSize(bytes)}</span>
        {onRemove && <IconButton label={`Remove ${name}`} icon={X} onClick={() => onRemove(id)} />}
      </li>
    ))}
  </ul>
);
