import { hostname } from "node:os";
import { systemErrorCode } from "../errors/system-error.js";

/** A process among the others of the machine, as a lock names its holder. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** Whether a process of this machine with that id runs. */
  isAlive(pid: number): boolean;
}

/** This process. */
export const thisProcess: ProcessIdentity = {
  pid: process.pid,
  host: hostname(),
  isAlive(pid) {
    try {
      return process.kill(pid, 0);
    } catch (error) {
      // EPERM: it runs, as somebody else.
      return systemErrorCode(error) === "EPERM";
    }
  },
};
