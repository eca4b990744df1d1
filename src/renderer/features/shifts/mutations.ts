import type { QueryClient } from '@tanstack/react-query';
import type { ShiftView } from '../../../contract/views.ts';
import { useCommand } from '../../client/use-command.ts';
import { keys } from '../../queries/keys.ts';

const keepShift = (cache: QueryClient, shift: ShiftView) => cache.setQueryData(keys.currentShift, shift);

export const useOpenShift = () => useCommand('shift.open', { onReply: keepShift });
export const usePayIn = () => useCommand('shift.payIn', { onReply: keepShift });
export const usePayOut = () => useCommand('shift.payOut', { onReply: keepShift });
export const useNoSale = () => useCommand('shift.noSale', { onReply: keepShift });
export const useCount = () => useCommand('shift.count', { onReply: keepShift });
export const useRecount = () => useCommand('shift.recount', { onReply: keepShift });
export const useCloseShift = () => useCommand('shift.close');
export const useOpeningCheck = () => useCommand('opening.check');
