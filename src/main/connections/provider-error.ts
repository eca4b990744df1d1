import { AppError, type ErrorCode } from '../../contract/errors.ts';
import type { ProviderProblem } from '../ports.ts';

const CODES: Readonly<Record<ProviderProblem['reason'], ErrorCode>> = {
  unreachable: 'PROVIDER_UNREACHABLE',
  no_answer: 'PROVIDER_UNREACHABLE',
  timeout: 'PROVIDER_UNREACHABLE',
  key_refused: 'PROVIDER_KEY_REFUSED',
  sign_in_needed: 'PROVIDER_SIGN_IN_NEEDED',
  forbidden: 'PROVIDER_FORBIDDEN',
  organization: 'PROVIDER_ORGANIZATION',
  rejected: 'PROVIDER_REJECTED',
  not_found: 'PROVIDER_ADDRESS_INVALID',
  duplicate: 'PROVIDER_REJECTED',
  not_offered: 'PROVIDER_NOT_OFFERED',
  slow_down: 'PROVIDER_UNREACHABLE',
  server_error: 'PROVIDER_UNREACHABLE',
  malformed: 'PROVIDER_UNREACHABLE',
};

export function errorCodeOf(problem: ProviderProblem): ErrorCode {
  return CODES[problem.reason];
}

/** A provider's problem as an error for the wire, with what support needs and no secret. */
export function toAppError(problem: ProviderProblem): AppError {
  const field = problem.complaints.find((complaint) => complaint.field !== undefined)?.field;
  return new AppError(errorCodeOf(problem), problem.message, {
    details: {
      ...(problem.requestId === null ? {} : { requestId: problem.requestId }),
      ...(problem.status === null ? {} : { status: String(problem.status) }),
      ...(field === undefined ? {} : { providerField: field }),
    },
    ...(CODES[problem.reason] === 'PROVIDER_UNREACHABLE' ? { retry: { kind: 'now' } as const } : {}),
  });
}
