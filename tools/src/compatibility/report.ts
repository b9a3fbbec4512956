import { cellCode, compareText, plainText, tableRow } from "@agentflow/core";
import type { Comparison } from "./compare-tools.ts";
import {
  causesOf,
  failedResults,
  type Figures,
  figuresOf,
  percent,
  secondsText,
} from "./figures.ts";
import { type DocumentResult, failuresOf } from "./result.ts";
import { type Validity, validatorPackage } from "./validity.ts";
import type { Versions } from "./versions.ts";

/** Everything that a run found out. */
export interface Findings {
  readonly versions: Versions;
  readonly results: readonly DocumentResult[];
  /** Addresses of documents that describe no operations. */
  readonly empty: ReadonlySet<string>;
  /** Of failed documents, and of those with operations left out. */
  readonly validity: Validity;
  readonly comparisons: readonly Comparison[];
}

/** The longest message that a table shows, in characters. */
const longestMessage = 300;

/** The tables of `docs/benchmarks/compatibility.md`, between its words. */
export function reportText({ versions, results, empty, validity, comparisons }: Findings): string {
  const sections = [
    totals(results, empty, versions),
    bySource(results, empty),
    failures(failedResults(results, empty), validity),
    nothingDescribed(empty),
    operationsLeftOut(results, validity),
    ...(comparisons.length > 0 ? [others(comparisons)] : []),
  ];
  return `${sections.join("\n\n")}\n`;
}

function totals(
  results: readonly DocumentResult[],
  empty: ReadonlySet<string>,
  { node, typescript, vitest }: Versions,
): string {
  const all = figuresOf(results, empty);
  const wanted = all.documents - all.empty;
  const generations = results.map(({ generation }) => generation.seconds);
  const rows: readonly (readonly [string, string, string])[] = [
    ["Documents that describe operations or webhooks", String(wanted), ""],
    [
      "… whose complete package was generated",
      String(all.generated),
      percent(all.generated, wanted),
    ],
    ["… that type-checks", String(all.typeChecked), percent(all.typeChecked, wanted)],
    [
      "… whose tests pass, of those whose tests were run",
      `${all.testsPassed} of ${all.tested}`,
      percent(all.testsPassed, all.tested),
    ],
    [
      "Operations generated",
      String(all.operations),
      percent(all.operations, all.operations + all.leftOut),
    ],
    [
      "Operations left out, each with a warning",
      String(all.leftOut),
      percent(all.leftOut, all.operations + all.leftOut),
    ],
    ["Single tests that passed", String(all.passedTests), ""],
  ];
  const seconds = secondsText(generations);
  return `## Totals

${table(["", "Count", "Share"], rows)}

Seconds to generate one package: median ${seconds[0]}, 95th percentile ${seconds[1]}, maximum ${seconds[2]}. Node ${node}, TypeScript ${typescript}, vitest ${vitest}.`;
}

function bySource(results: readonly DocumentResult[], empty: ReadonlySet<string>): string {
  const sources = Map.groupBy(results, ({ address }) => address.slice(0, address.indexOf("#")));
  const rows = [...sources].map(([source, some]) => [
    cellCode(source),
    ...figureCells(figuresOf(some, empty)),
  ]);
  const header = [
    "Package",
    "Documents",
    "Generated",
    "Type-check",
    "Tests pass",
    "Operations",
    "Left out",
  ];
  return `## By package\n\n${table(header, rows)}`;
}

function figureCells(figures: Figures): readonly string[] {
  const { documents, empty, generated, typeChecked, tested, testsPassed, operations, leftOut } =
    figures;
  return [
    empty === 0 ? documents : `${documents}, ${empty} of them describe nothing`,
    generated,
    typeChecked,
    `${testsPassed} of ${tested}`,
    operations,
    leftOut,
  ].map(String);
}

function failures(failed: readonly DocumentResult[], validity: Validity): string {
  const rows = failed.flatMap((result) =>
    failuresOf(result)
      .slice(0, 3)
      .map(({ code, message, place = "" }) => [
        cellCode(result.address),
        cellCode(code),
        place === "" ? "" : cellCode(place),
        cell(message),
        verdict(result.address, validity),
      ]),
  );
  if (rows.length === 0) return "## Failures\n\nNone.";
  const header = ["Document", "Code", "Place", "Cause", validatorPackage];
  return `## Failures

${documentCount(failed.length)}; at most three problems of each are shown.

${table(header, rows)}`;
}

function nothingDescribed(empty: ReadonlySet<string>): string {
  if (empty.size === 0) return "## Documents that describe nothing\n\nNone.";
  const list = [...empty].toSorted(compareText).map((address) => `- ${cellCode(address)}`);
  return `## Documents that describe nothing

No operation and no webhook stands in them, so there is nothing to generate; \`create\` says so with \`AF_SELECTION_EMPTY\`.

${list.join("\n")}`;
}

function operationsLeftOut(results: readonly DocumentResult[], validity: Validity): string {
  const causes = causesOf(results);
  if (causes.length === 0) return "## Operations left out\n\nNone.";
  const partial = results.filter(({ generation }) => generation.leftOut.length > 0);
  const invalid = partial.filter(({ address }) => validity.get(address) !== undefined).length;
  const rows = causes.map(({ code, message, count, documents, example }) => [
    cellCode(code),
    cell(message),
    String(count),
    String(documents),
    cellCode(example),
  ]);
  return `## Operations left out

In ${documentCount(partial.length)}; ${validatorPackage} finds ${invalid} of them invalid.

${table(["Code", "Cause", "Operations", "Documents", "The first"], rows)}`;
}

function others(comparisons: readonly Comparison[]): string {
  const tools = Map.groupBy(comparisons, ({ tool }) => tool);
  const rows = [...tools].map(([tool, some]) => {
    const generated = some.filter((one) => one.generated);
    const checked = some.filter(({ types }) => types?.length === 0);
    return [
      plainText(tool),
      `${generated.length} of ${some.length}`,
      `${checked.length} of ${some.length}`,
      percent(checked.length, some.length),
      ...secondsText(some.map(({ seconds }) => seconds)),
    ];
  });
  const header = ["Tool", "Generated", "Type-checks", "Share", "Median s", "95 % s", "Maximum s"];
  return `## Beside others\n\n${table(header, rows)}`;
}

function documentCount(count: number): string {
  return count === 1 ? "1 document" : `${count} documents`;
}

function verdict(address: string, validity: Validity): string {
  if (!validity.has(address)) return "";
  const complaint = validity.get(address);
  return complaint === undefined ? "valid" : `invalid: ${cell(complaint)}`;
}

function cell(text: string): string {
  return plainText(text.slice(0, longestMessage).replaceAll(/\s+/g, " ")).replaceAll(
    /(?<!\\)\|/g,
    "\\|",
  );
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => "---"), ...rows].map((cells) => tableRow(...cells)).join("\n");
}
