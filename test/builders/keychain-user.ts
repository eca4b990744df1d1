/**
 * Opens the secrets as the till does and prints what came of it as one line of JSON:
 * `keychain-user.ts <write|read|delete> <service>`.
 */
import { writeSync } from 'node:fs';
import { systemClock } from '../../src/main/adapters/clock/system-clock.ts';
import { openSecrets } from '../../src/main/adapters/secrets/keychain-secrets.ts';

const NAME = 'fourpay-online';
const [act = '', service = ''] = process.argv.slice(2);
const secrets = await openSecrets(systemClock, service);
if (act === 'write') {
  await secrets.set(NAME, 'first');
  await secrets.set(NAME, 'pk_test_ключ "quoted"');
}
if (act === 'delete') {
  await secrets.delete(NAME);
  await secrets.delete(NAME);
}
const answer = {
  kind: secrets.kind,
  reason: secrets.reason,
  value: await secrets.get(NAME),
  probe: await secrets.get('keychain-check'),
};
writeSync(1, `${JSON.stringify(answer)}\n`);
process.exit(0);
