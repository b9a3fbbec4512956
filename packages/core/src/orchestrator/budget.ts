import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";

/** What a piece of work spent on language models. */
export interface Cost {
  readonly usd: number;
  readonly tokens: number;
}

/** Nothing spent. */
export const noCost: Cost = { usd: 0, tokens: 0 };

/** The budget of one integration unless the caller gives another, in US dollars. */
export const defaultBudget = 0.02;

/** Amounts closer than this are equal: sums of decimal fractions are inexact in binary. */
const tolerance = 1e-9;

/** The sum of two costs. */
export function addCosts(left: Cost, right: Cost): Cost {
  return { usd: left.usd + right.usd, tokens: left.tokens + right.tokens };
}

/** Keeps what a run has spent, and sets aside what its running tasks may still spend, in US dollars. */
export class Budget {
  readonly #limit: number;
  readonly #reserved = new Map<string, number>();
  #spent = 0;

  /** @param limit US dollars */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Sets an estimate aside for a task that is about to start.
   * @returns false when the task has to wait, because running tasks may yet spend what is left
   * @throws AF_BUDGET_EXCEEDED when it would not fit even if they spend nothing
   */
  reserve(id: string, estimate: number): boolean {
    if (estimate > 0) {
      this.#refuse(id, estimate);
      const reserved = [...this.#reserved.values()].reduce((sum, usd) => sum + usd, 0);
      if (this.#spent + reserved + estimate > this.#limit + tolerance) return false;
    }
    this.#reserved.set(id, estimate);
    return true;
  }

  /** Records what a task spent; it no longer needs that much of its reservation. */
  charge(id: string, usd: number): void {
    this.#spent += usd;
    this.#reserved.set(id, Math.max(0, (this.#reserved.get(id) ?? 0) - usd));
  }

  /** Frees what a task that ended did not spend. */
  release(id: string): void {
    this.#reserved.delete(id);
  }

  #refuse(id: string, estimate: number): void {
    if (this.#spent + estimate <= this.#limit + tolerance) return;
    throw new AgentFlowError(
      errorCodes.budgetExceeded,
      `Subtask ${stringLiteral(id)} would spend about ${dollars(estimate)}, but ${dollars(this.#spent)} of the budget of ${dollars(this.#limit)} is spent.`,
      { help: "Raise the budget, or build without the model's help." },
    );
  }
}

function dollars(usd: number): string {
  return `${Number(usd.toFixed(6))} USD`;
}
