import { visible } from "@agentflow/core";

/** Statements of a script, each with what a person has to know before it. */
export class SqlScript {
  readonly #lines: string[] = [];

  /** Adds a comment. A name in it cannot end it: what starts a line is made visible. */
  remark(text: string): void {
    this.#lines.push(`-- ${visible(text)}`);
  }

  statement(sql: string): void {
    this.#lines.push(`${sql};`, "");
  }

  /** Adds lines as they are. */
  block(text: string): void {
    this.#lines.push(text, "");
  }

  /** Adds a comment that stands for itself. */
  note(text: string): void {
    this.remark(text);
    this.#lines.push("");
  }

  /** Adds what nobody can write but a person. */
  byHand(text: string): void {
    this.note(`By hand: ${text}`);
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0;
  }

  toString(): string {
    return this.#lines.join("\n");
  }
}
