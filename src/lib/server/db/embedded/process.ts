import { errorCode } from '../failure';

/** Is there a process with this number, whoever it belongs to? */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
