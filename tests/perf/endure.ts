/**
 * `npm run endure [-- <rounds>]`: kills the product, and then its database, in the midst of a thousand saves, fifty times
 * each unless told, and looks for every save that was acknowledged. Takes some ten minutes.
 */
import { endure, type Victim } from '../support/endurance';

const rounds = Number(process.argv[2] ?? 50);
const say = (text: string): void => void process.stderr.write(`${text}\n`);
let isSound = true;
for (const victim of ['application', 'database'] satisfies Victim[]) {
  const { acknowledged, lost, faults, slowestRecoveryMs } = await endure({ rounds, victim, saves: 1000, say });
  isSound &&= lost.length === 0 && faults.length === 0;
  process.stdout.write(
    `${victim} killed ${rounds} times: ${acknowledged} saves acknowledged, ${lost.length} lost, ${faults.length} faults, ` +
      `slowest recovery ${(slowestRecoveryMs / 1000).toFixed(1)} s\n`
  );
}
process.exitCode = isSound ? 0 : 1;
