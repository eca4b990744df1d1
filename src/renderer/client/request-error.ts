import type { ErrorCategory, ErrorCode, WireError } from '../../contract/errors.ts';

/** An error that main answered with: code and details for the screen's own words, the message for support. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly wire: WireError;

  constructor(wire: WireError) {
    super(wire.message);
    this.wire = wire;
  }

  get code(): ErrorCode {
    return this.wire.code;
  }

  get category(): ErrorCategory {
    return this.wire.category;
  }
}
