import { describeModel } from './model/model-tests.ts';

/** Random days at a counter that collects by hosted payments. */
describeModel('hosted');
