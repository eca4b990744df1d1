import { describeDays } from './day-tests.ts';

describeDays(1);
