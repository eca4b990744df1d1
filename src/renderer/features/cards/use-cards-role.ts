import { useCardDesk } from '../../queries/cards.ts';
import { useStaffSession } from '../staff/queries.ts';

/** What somebody may do at the cards desk: cashiers never see it, managers read, the owner acts. */
export type CardsRole = 'none' | 'reads' | 'acts';

/** With no staff, whoever works here is the owner. */
export function useCardsRole(): CardsRole {
  const session = useStaffSession().data;
  if (session === undefined) return 'none';
  const role = session.person === null ? 'owner' : session.person.role;
  if (role === 'cashier') return 'none';
  return role === 'owner' ? 'acts' : 'reads';
}

/** Whether the section is there: for managers and owners, once a desk is connected. */
export function useShowsCards(): boolean {
  const role = useCardsRole();
  const desk = useCardDesk(role !== 'none').data?.desk ?? null;
  return role !== 'none' && desk !== null;
}
