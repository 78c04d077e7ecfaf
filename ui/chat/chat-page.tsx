import { useEffect, useState } from 'react';
import { Tabs } from '../parts/tabs.tsx';
import { useMedia } from '../parts/use-media.ts';
import { Conversation } from './conversation.tsx';
import { ConversationList } from './conversation-list.tsx';
import { Inspector } from './inspector.tsx';
import { useSend } from './use-send.ts';
import './chat-page.css';

type Column = 'conversations' | 'chat' | 'inspector';

/** The chat: conversations, the open one, and what it did; side by side, or as tabs where there is no room. */
export function ChatPage({ sessionId }: { sessionId: string | null }) {
  const wide = useMedia('(min-width: 1100px)');
  const [column, setColumn] = useState<Column>('chat');
  const sender = useSend(sessionId);
  const showChat = () => setColumn('chat');
  useEffect(showChat, [sessionId]);

  const list = <ConversationList sessionId={sessionId} onOpen={showChat} />;
  const chat = <Conversation key={sessionId ?? 'new'} sessionId={sessionId} sender={sender} />;
  const inspector = <Inspector sessionId={sessionId} />;
  if (wide) {
    return (
      <div className="chat-columns">
        <section className="chat-side" aria-label="Conversations">
          {list}
        </section>
        <section className="chat-middle" aria-label="Conversation">
          {chat}
        </section>
        <section className="chat-inspector" aria-label="Inspector">
          {inspector}
        </section>
      </div>
    );
  }
  return (
    <Tabs
      label="Parts of the chat"
      value={column}
      onChange={setColumn}
      tabs={[
        { value: 'conversations', label: 'Conversations', content: list },
        { value: 'chat', label: 'Chat', content: chat },
        { value: 'inspector', label: 'Inspector', content: inspector },
      ]}
    />
  );
}
