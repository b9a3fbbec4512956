import type { BuildProgress, BuildStage } from "@agentflow/core";
import type { CommandIo } from "../command-io.js";
import { bytesText, durationText } from "../figures.js";
import type { Style } from "../style.js";
import { terminalLine } from "../terminal-text.js";
import type { Progress } from "./progress.js";
import { stageTitles } from "./stage-title.js";

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
/** Milliseconds from one picture to the next: as often as eyes follow. */
const interval = 80;
const clearBelow = "\u001B[J";
const titleWidth = Math.max(...Object.values(stageTitles).map((title) => title.length));

interface RunningStage {
  readonly startedAt: number;
  detail: string;
}

/** Ended stages stay as lines; the running ones move below them, each with its elapsed time. */
export class TerminalProgress implements Progress {
  readonly #io: CommandIo;
  readonly #style: Style;
  readonly #running = new Map<BuildStage, RunningStage>();
  readonly #stop: () => void;
  /** Lines on the screen that the next picture replaces. */
  #drawn = 0;

  constructor(io: CommandIo, style: Style) {
    this.#io = io;
    this.#style = style;
    this.#stop = io.repeat(() => this.#draw(), interval);
  }

  readonly listen = (progress: BuildProgress): void => {
    if (progress.type === "stage-started") {
      this.#running.set(progress.stage, { startedAt: this.#io.now(), detail: "" });
    } else if (progress.type === "stage-finished") {
      const { detail = "" } = this.#running.get(progress.stage) ?? {};
      this.#running.delete(progress.stage);
      this.#draw(this.#line(this.#style.good("✔"), progress.stage, progress.duration, detail));
      return;
    } else if (progress.type === "selected") {
      const { packageName, version } = progress.selection.chosen;
      this.#detail("select", `${packageName} ${version}`);
    } else if (progress.type === "document") {
      const { bytes, total } = progress;
      this.#detail(
        "inspect",
        total === undefined ? bytesText(bytes) : `${bytesText(bytes)} of ${bytesText(total)}`,
      );
    } else if (progress.type === "subtask" && progress.event.type === "started") {
      this.#detail("render", progress.event.node.title);
    }
    this.#draw();
  };

  end(): void {
    this.#stop();
    this.#running.clear();
    this.#draw();
  }

  #detail(stage: BuildStage, detail: string): void {
    const running = this.#running.get(stage);
    if (running) running.detail = terminalLine(detail);
  }

  /** @param above a line that stays */
  #draw(above?: string): void {
    const now = this.#io.now();
    const frame = this.#style.link(frames[Math.floor(now / interval) % frames.length] ?? "");
    const lines = [...this.#running].map(([stage, { startedAt, detail }]) =>
      this.#line(frame, stage, now - startedAt, detail),
    );
    if (above === undefined && lines.length === 0 && this.#drawn === 0) return;
    const back = this.#drawn === 0 ? "" : `\r\u001B[${this.#drawn}A`;
    const kept = above === undefined ? [] : [above];
    this.#io.stderr.write(
      `${back}${clearBelow}${[...kept, ...lines].map((line) => `${line}\n`).join("")}`,
    );
    this.#drawn = lines.length;
  }

  /** Cut to the terminal's width: a line that wraps would be two to go back over. */
  #line(mark: string, stage: BuildStage, duration: number, detail: string): string {
    const head = `${stageTitles[stage].padEnd(titleWidth)}  ${durationText(duration).padStart(8)}`;
    const room = (this.#io.stderr.columns ?? 80) - head.length - 5;
    if (detail === "" || room < 8) return `${mark} ${head}`;
    return `${mark} ${head}  ${this.#style.dim(detail.slice(0, room))}`;
  }
}
