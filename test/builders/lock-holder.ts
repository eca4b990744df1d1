/** Takes the lock of a data folder, says whether it got it, and holds it until killed: `lock-holder.ts <folder>`. */
import { writeSync } from 'node:fs';
import { lockDataFolder } from '../../src/main/database/instance-lock.ts';

const lock = lockDataFolder(process.argv[2] ?? '');
writeSync(1, lock ? 'held\n' : 'refused\n');
if (lock) setInterval(() => {}, 60_000);
