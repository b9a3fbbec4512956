import type { BuildProgress } from "@agentflow/core";
import type { CommandStream } from "../command-io.js";
import { durationText } from "../figures.js";
import type { Style } from "../style.js";
import { terminalLine } from "../terminal-text.js";
import { stageTitles } from "./stage-title.js";
import type { Progress } from "./progress.js";

/** One line for each stage when it has ended: for logs. */
export class LineProgress implements Progress {
  readonly #stream: CommandStream;
  readonly #style: Style;

  constructor(stream: CommandStream, style: Style) {
    this.#stream = stream;
    this.#style = style;
  }

  readonly listen = (progress: BuildProgress): void => {
    if (progress.type === "selected") {
      const { packageName, version } = progress.selection.chosen;
      this.#stream.write(`${terminalLine(`Using ${packageName} ${version}`)}\n`);
    }
    if (progress.type !== "stage-finished") return;
    const duration = this.#style.dim(durationText(progress.duration));
    this.#stream.write(`${stageTitles[progress.stage]} ${duration}\n`);
  };

  end(): void {
    // A line is whole as soon as it is written.
  }
}
