import { testSchedules } from './schedule-tests.ts';

testSchedules(4);
