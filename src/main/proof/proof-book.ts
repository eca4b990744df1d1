import { AppError } from '../../contract/errors.ts';
import type { ProofParts } from './proof-parts.ts';
import { endedRecord, type Proof, type ProofRecord, toProof, toRow } from './proof-record.ts';
import { proofStore } from './proof-store.ts';

/** The proofs as they are written down: every change is committed before anything follows from it. */
export class ProofBook {
  private readonly parts: Pick<ProofParts, 'database' | 'events' | 'now' | 'provider'>;

  constructor(parts: Pick<ProofParts, 'database' | 'events' | 'now' | 'provider'>) {
    this.parts = parts;
  }

  /** @throws AppError NOT_FOUND */
  find(id: string): Proof {
    const row = proofStore.find(this.parts.database.read, id);
    if (!row) throw new AppError('NOT_FOUND', 'There is no such proof');
    return toProof(row);
  }

  /** Newest first. */
  newest(limit: number): readonly Proof[] {
    return proofStore.newest(this.parts.database.read, this.parts.provider, limit).map(toProof);
  }

  /** The newest of an address, newest first. */
  ofAddress(baseUrl: string): readonly Proof[] {
    const { database, provider } = this.parts;
    return proofStore.newestOfAddress(database.read, provider, baseUrl, 20).map(toProof);
  }

  isOneRunning(): boolean {
    return proofStore.running(this.parts.database.read, this.parts.provider) !== undefined;
  }

  add(proof: Proof): void {
    this.parts.database.write((db) => proofStore.insert(db, toRow(proof)));
    this.tell();
  }

  /** Writes and tells only what is news: a look that found nothing new costs neither. */
  save(proof: Proof): void {
    const { database } = this.parts;
    const row = toRow(proof);
    const before = proofStore.find(database.read, row.id);
    if (before?.record === row.record && before.state === row.state) return;
    database.write((db) => proofStore.update(db, row));
    this.tell();
  }

  /** Changes the record as it stands now, whoever has changed it meanwhile. */
  patch(id: string, changes: Partial<ProofRecord>): void {
    const proof = this.find(id);
    this.save({ ...proof, record: { ...proof.record, ...changes } });
  }

  /** Ends a proof; what it has left behind is taken back afterwards. */
  end(id: string, state: 'done' | 'failed' | 'cancelled'): void {
    const proof = this.find(id);
    if (proof.row.state !== 'running') return;
    this.save({
      row: { ...proof.row, state, ended_at: this.parts.now() },
      record: { ...endedRecord(proof.record), tidy: state === 'done' },
    });
  }

  /** A connection is shown with its proof. */
  private tell(): void {
    this.parts.events.emit({ name: 'proof.changed', payload: {} });
    this.parts.events.emit({ name: 'connection.changed', payload: {} });
  }
}
