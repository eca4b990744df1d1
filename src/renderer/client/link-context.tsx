import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { Link, LinkState } from '../transport/link.ts';

const LinkContext = createContext<Link | null>(null);

export interface LinkProviderProps {
  readonly link: Link;
  readonly children: ReactNode;
}

export function LinkProvider({ link, children }: LinkProviderProps) {
  return <LinkContext value={link}>{children}</LinkContext>;
}

/** How the page stands with the till program, followed. */
export function useLink(): LinkState {
  const link = useContext(LinkContext);
  if (!link) throw new Error('useLink outside LinkProvider');
  return useSyncExternalStore(link.watch, link.current);
}
