import { describeModel } from './model/model-tests.ts';

/** Random days at a counter that collects through links. */
describeModel('link');
