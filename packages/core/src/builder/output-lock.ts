import { z } from "zod";
import type { Diagnostic } from "../errors/diagnostic.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { systemErrorCode } from "../errors/system-error.js";
import type { Clock } from "../runtime/clock.js";
import { stringLiteral } from "../template/literal.js";
import type { FileSystem } from "./file-system.js";
import type { ProcessIdentity } from "./process-identity.js";
import { removeLeftover } from "./remove-leftover.js";

/** Who waits for what, and with which clock. */
export interface LockRequest {
  readonly fileSystem: FileSystem;
  /** Absolute path of the lock file. */
  readonly path: string;
  readonly owner: ProcessIdentity;
  readonly clock: Clock;
}

/** Gives a lock back. */
export type ReleaseLock = () => Promise<readonly Diagnostic[]>;

const holderSchema = z.object({ pid: z.int().positive(), host: z.string(), started: z.string() });
type Holder = z.output<typeof holderSchema>;

/** Milliseconds between two looks at a lock that is being written, and how many. */
const unreadable = { pause: 100, looks: 20 };
/** Milliseconds after which a taken-over lock is looked at again: another process may have taken it over too. */
const settling = 50;

/**
 * Locks that this process has or is about to take, with the time since when. An id alone cannot tell them from the locks of
 * a dead process that had the same id, and a lock stands in its file before whoever writes it knows.
 */
const held = new Map<string, string>();

/**
 * Takes the lock of an output folder; a lock whose process is gone is taken over.
 * @throws AF_OUTPUT_BUSY naming the process that holds it
 */
export async function acquireLock(request: LockRequest): Promise<ReleaseLock> {
  const { fileSystem, path, owner, clock } = request;
  const { pid, host } = owner;
  const key = `${pid} ${path}`;
  const since = held.get(key);
  if (since !== undefined) throw busy(path, { pid, host, started: since });
  const started = new Date(clock.wallTime()).toISOString();
  held.set(key, started);
  try {
    await takeLock(request, JSON.stringify({ pid, host, started } satisfies Holder));
  } catch (error) {
    held.delete(key);
    throw error;
  }
  return async () => {
    const warnings = await removeLeftover(fileSystem, path);
    held.delete(key);
    return warnings;
  };
}

async function takeLock(request: LockRequest, own: string): Promise<void> {
  const { fileSystem, path, owner, clock } = request;
  let looks = 0;
  let takenOver = false;
  while (!(await createLock(request, own))) {
    const found = await readLock(request);
    if (found === "gone") continue;
    if (found === "unreadable" && ++looks <= unreadable.looks) {
      await clock.sleep(unreadable.pause);
      continue;
    }
    if (found !== "unreadable" && isHeld(found, owner)) throw busy(path, found);
    await fileSystem.remove(path);
    takenOver = true;
  }
  if (takenOver) await confirm(request, own);
}

async function createLock({ fileSystem, path }: LockRequest, text: string): Promise<boolean> {
  try {
    await fileSystem.createFile(path, text, "buffered");
    return true;
  } catch (error) {
    if (systemErrorCode(error) === "EEXIST") return false;
    // A full disk makes the file and then refuses its content.
    if ((await readLock({ fileSystem, path })) === "unreadable") {
      await removeLeftover(fileSystem, path);
    }
    throw error;
  }
}

async function readLock({
  fileSystem,
  path,
}: Pick<LockRequest, "fileSystem" | "path">): Promise<Holder | "gone" | "unreadable"> {
  try {
    const text = Buffer.from(await fileSystem.readFile(path)).toString("utf8");
    return holderSchema.parse(JSON.parse(text));
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return "gone";
    if (error instanceof SyntaxError || error instanceof z.ZodError) return "unreadable";
    throw error;
  }
}

function isHeld({ pid, host }: Holder, owner: ProcessIdentity): boolean {
  // Whether a process of another machine runs cannot be known from here.
  if (host !== owner.host) return true;
  // What this process holds was found before: another one had its id, and is gone.
  return pid !== owner.pid && owner.isAlive(pid);
}

/** Of two processes that took the same stale lock over, the one whose lock still stands has it. */
async function confirm(request: LockRequest, own: string): Promise<void> {
  await request.clock.sleep(settling);
  const found = await readLock(request);
  if (typeof found === "object" && JSON.stringify(found) !== own) throw busy(request.path, found);
}

function busy(path: string, { pid, host, started }: Holder): AgentFlowError {
  const process = `process ${pid} on ${stringLiteral(host)}, since ${stringLiteral(started)}`;
  return new AgentFlowError(
    errorCodes.outputBusy,
    `Another agentflow is writing the same package: ${process}.`,
    { help: `Wait for it. If it does not run any more, remove ${stringLiteral(path)}.` },
  );
}
