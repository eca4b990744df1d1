/**
 * How the program that makes a picture ends, as its exit code. Everything else is a crash: 1 is Node's own for an
 * error that nobody caught, a decoder that fails takes a signal.
 */
export const PICTURE_ENDS = { done: 0, uncaught: 1, broken: 10, dimensions: 11, noRoom: 12 } as const;
