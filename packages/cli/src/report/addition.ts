import {
  commandText,
  type Diagnostic,
  type PackageCommand,
  type PackageManager,
  type PublishedPattern,
  type PublishedVersion,
  type TrustQuestion,
} from "@agentflow/core";
import { diagnosticText } from "../diagnostic-text.js";
import { shellWord } from "../shell-word.js";
import type { Style } from "../style.js";
import { terminalLine } from "../terminal-text.js";

/** A pattern that was added to a project, or would be. */
export interface Addition {
  readonly published: PublishedPattern;
  readonly version: PublishedVersion;
  readonly installedAs: string;
  readonly manager: PackageManager;
  readonly command: PackageCommand;
  /** `present`: it was there already, and nothing was done. */
  readonly state: "added" | "planned" | "present";
  /** Whom the user has to trust for it; left out: nobody. */
  readonly question?: TrustQuestion;
  readonly remarks: readonly Diagnostic[];
}

/** What `pattern add --json` prints. */
export function additionDocument(addition: Addition): object {
  const { published, version, installedAs, manager, command, state, question, remarks } = addition;
  return {
    package: published.name,
    version: version.version,
    installedAs,
    state,
    registry: published.registry,
    integrity: version.integrity ?? null,
    publisher: version.publisher ?? null,
    provenance: version.provenance ?? null,
    trust: question?.subject ?? null,
    packageManager: manager.name,
    command: [command.program, ...command.args],
    diagnostics: remarks,
  };
}

/** The same for a person, with what to do next. */
export function additionText(addition: Addition, style: Style): string {
  const { published, version, installedAs, manager, command, state, question, remarks } = addition;
  const alias = installedAs === published.name ? "" : ` as ${installedAs}`;
  const name = terminalLine(`${published.name} ${version.version}${alias}`);
  const [service] = version.manifest?.services ?? [];
  const create =
    service === undefined
      ? `agentflow pattern info ${installedAs}`
      : `agentflow integrate create --name ${shellWord(service)}`;
  const lines = {
    added: [
      `${style.good("✔")} Added ${style.bold(name)} with ${manager.name}.`,
      `  Next: ${style.link(terminalLine(create))}`,
    ],
    planned: [
      `Would add ${style.bold(name)}: ${terminalLine(commandText(command))}`,
      ...(question
        ? [`  once you trust ${terminalLine(question.text)} at ${terminalLine(question.registry)}`]
        : []),
    ],
    present: [`${style.bold(name)} is installed already.`],
  }[state];
  return [...lines, ...remarks.map((remark) => diagnosticText(remark, style))].join("\n");
}
