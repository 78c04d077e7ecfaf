import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

const NEAR_PX = 80;
const QUIET_MS = 400;

type Scrolled = { element: HTMLElement; following: boolean; anchored: boolean; top: number; openedAt: number };

const distance = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): number => scrollHeight - scrollTop - clientHeight;

/** Only a person scrolls up; growth alone does not end the following. */
function onScroll(scrolled: Scrolled): void {
  const { element } = scrolled;
  if (distance(element) < NEAR_PX) scrolled.following = true;
  else if (element.scrollTop < scrolled.top) scrolled.following = false;
  scrolled.top = element.scrollTop;
}

/** What one opens stays under one's eyes; else the turn that the address names comes first, then the end. */
function onGrowth(scrolled: Scrolled): void {
  const { element } = scrolled;
  if (performance.now() - scrolled.openedAt < QUIET_MS) return;
  const target = scrolled.anchored ? null : document.getElementById(window.location.hash.slice(1));
  if (target && element.contains(target)) {
    scrolled.anchored = true;
    scrolled.following = false;
    target.scrollIntoView({ block: 'start' });
  } else if (scrolled.following) element.scrollTop = element.scrollHeight;
}

function follow(element: HTMLElement, content: Element, onAway: (away: boolean) => void): () => void {
  const scrolled: Scrolled = { element, following: true, anchored: false, top: 0, openedAt: -QUIET_MS };
  const listening = new AbortController();
  const { signal } = listening;
  const scroll = () => {
    onScroll(scrolled);
    onAway(!scrolled.following);
  };
  const click = ({ target }: MouseEvent) => {
    if (target instanceof Element && target.closest('[aria-expanded]')) scrolled.openedAt = performance.now();
  };
  element.addEventListener('scroll', scroll, { passive: true, signal });
  element.addEventListener('click', click, { signal });
  const observer = new ResizeObserver(() => onGrowth(scrolled));
  observer.observe(content);
  observer.observe(element);
  return () => {
    observer.disconnect();
    listening.abort();
  };
}

/** Keeps the end in sight while it is in sight, and goes to the turn that the address names; `jump` returns to the end. */
export function useFollow(scroller: RefObject<HTMLElement | null>): { away: boolean; jump: () => void } {
  const [away, setAway] = useState(false);
  useEffect(() => {
    const element = scroller.current;
    const content = element?.firstElementChild;
    return element && content ? follow(element, content, setAway) : undefined;
  }, [scroller]);
  const jump = () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: 'instant' });
  return { away, jump };
}
