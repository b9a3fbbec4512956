import { errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError } from "../../errors/error.js";
import type { Clock } from "../clock.js";
import { logText } from "../failure/log-text.js";
import type { SecretFilter } from "./secret-filter.js";
import type { SecretSource } from "./secret-source.js";
import { untilAborted } from "./until-aborted.js";

export interface SecretLookupOptions {
  /** Asked in this order. */
  readonly sources: readonly SecretSource[];
  /** Milliseconds for reading one source. */
  readonly timeout: number;
  readonly clock: Clock;
}

/** Finds secrets in the first of several sources that has them. */
export class SecretLookup {
  readonly #sources: readonly SecretSource[];
  readonly #timeout: number;
  readonly #clock: Clock;

  constructor({ sources, timeout, clock }: SecretLookupOptions) {
    this.#sources = sources;
    this.#timeout = timeout;
    this.#clock = clock;
  }

  /**
   * The value of a secret.
   * @param filter cleans what a source says when it fails
   * @throws AF_SECRET_MISSING when no source has it
   * @throws AF_SECRET_UNREADABLE when a source fails or is late: those after it are not asked, for they may hold
   * another value
   */
  async find(name: string, filter: SecretFilter): Promise<string> {
    for (const source of this.#sources) {
      const value = await this.#read(source, name, filter);
      if (value !== undefined && value !== "") return value;
    }
    throw new AgentFlowError(
      errorCodes.secretMissing,
      `The secret "${name}" is not set. Looked for: ${this.#places(name)}.`,
      { help: "Set it in one of these places." },
    );
  }

  #places(name: string): string {
    if (this.#sources.length === 0) return "no place, as no source was given";
    return this.#sources.map((source) => placeOf(source, name)).join(", ");
  }

  async #read(
    source: SecretSource,
    name: string,
    filter: SecretFilter,
  ): Promise<string | undefined> {
    const late = new AbortController();
    const cancel = this.#clock.after(this.#timeout, () => {
      late.abort(new Error(`no answer within ${this.#timeout} ms`));
    });
    try {
      // In a function of its own, so that what is thrown at once rejects too.
      const answer = (async () => source.read(name, late.signal))();
      return await untilAborted(answer, late.signal);
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      throw new AgentFlowError(
        errorCodes.secretUnreadable,
        `The secret "${name}" could not be read from ${placeOf(source, name)} (${logText(filter.text(said))}).`,
        { help: "Mend this place, or take it out of the sources.", cause: filter.cause(error) },
      );
    } finally {
      cancel();
    }
  }
}

function placeOf(source: SecretSource, name: string): string {
  return source.describe?.(name) ?? "a source";
}
