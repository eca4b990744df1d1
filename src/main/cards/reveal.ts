import { AppError } from '../../contract/errors.ts';
import type { OperationOutput, OperationParsed } from '../../contract/operations.ts';
import { createTurns } from '../in-turn.ts';
import type { PlanningParts } from './moves.ts';

/** How long the digits may be on a screen (SEC-10), in milliseconds. */
const SHOWN_FOR_MS = 30_000;

/**
 * The digits of one card, handed on once: by the owner's own PIN, one card after the other, and in the journal before
 * anybody sees them (SEC-10, AUD-1). Nothing of them is kept, and nothing of them is logged.
 */
export class Reveal {
  private readonly parts: PlanningParts;
  private readonly inTurn = createTurns();

  constructor(parts: PlanningParts) {
    this.parts = parts;
  }

  /** @throws AppError PIN_WRONG and its like, CARDS_NOT_CONNECTED, and those of the issuer */
  reveal({
    accountId,
    cardId,
    pin,
  }: OperationParsed<'cards.reveal'>): Promise<OperationOutput<'cards.reveal'>> {
    return this.inTurn(async () => {
      const { account, database, journal, confirmOwnerPin } = this.parts;
      const { issuer } = await account.ready();
      await confirmOwnerPin(pin);
      const answer = await issuer.reveal({ accountId, cardId }, account.options());
      account.note(answer);
      if (answer.kind !== 'ok') throw withoutDigits(account.toError(answer.problem));
      database.write((db) =>
        journal.append(db, { kind: 'cards.revealed', subjectId: cardId, payload: { account: accountId } }),
      );
      const { pan, cvv, expiry, holderName } = answer.value;
      return { pan, cvv, expiry, holderName, shownForMs: SHOWN_FOR_MS };
    });
  }
}

/** What the issuer says of a failure is shown; a number in it might be the card's. */
function withoutDigits(error: AppError): AppError {
  const { code, message, details, retry } = error;
  const words = message.replaceAll(/\d[\d\s-]+\d/g, '…');
  return new AppError(code, words, { ...(details ? { details } : {}), ...(retry ? { retry } : {}) });
}
