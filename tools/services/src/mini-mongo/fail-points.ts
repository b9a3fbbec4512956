import { type Fields, isFields, numberOf } from "#mini-mongo/bson-values";
import { CommandError } from "#mini-mongo/command-error";

/** What happens to a command: `failCommand` of MongoDB's own tests (specifications, "transactions/tests"). */
export interface FailPoint {
  /** Names of commands. */
  readonly failCommands: readonly string[];
  /** How often. Default: 1. */
  readonly times?: number;
  readonly errorCode?: number;
  readonly errorLabels?: readonly string[];
  /** Closes the connection in place of an answer. */
  readonly closeConnection?: boolean;
  /** Carries the command out first. Default: it does nothing. */
  readonly afterwards?: boolean;
  /** Never answers. */
  readonly silent?: boolean;
}

/** Faults that wait for their commands. */
export class FailPoints {
  #points: { readonly point: FailPoint; left: number }[] = [];

  add(point: FailPoint): void {
    this.#points.push({ point, left: point.times ?? 1 });
  }

  /** The fault of a command, which is used up by that. */
  take(name: string): FailPoint | undefined {
    const found = this.#points.find(
      ({ point, left }) => left > 0 && point.failCommands.includes(name),
    );
    if (found !== undefined) found.left -= 1;
    return found?.point;
  }

  clear(): void {
    this.#points = [];
  }

  /** The command `configureFailPoint`. */
  configure(command: Fields): Fields {
    const { mode, data } = command;
    if (mode === "off") this.clear();
    else if (isFields(mode) && isFields(data)) {
      this.add({ ...(data as unknown as FailPoint), times: numberOf(mode["times"]) ?? 1 }); // as the command says
    }
    return { ok: 1 };
  }
}

export function failure({ errorCode = 1, errorLabels = [] }: FailPoint): CommandError {
  return new CommandError(
    errorCode,
    `Code${errorCode}`,
    "Failing command via 'failCommand' failpoint",
    {
      errorLabels,
    },
  );
}
