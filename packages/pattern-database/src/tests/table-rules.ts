import type { PrintedTests } from "../dialect/printing-dialect.js";
import type { NamedTable } from "../names/named-database.js";
import { checkRules, type ColumnRule } from "./check-rules.js";

/** A check that is understood. */
export interface KnownCheck {
  readonly name: string;
  readonly rules: readonly ColumnRule[];
  /** The domain that it belongs to; undefined: the table. */
  readonly domain?: string;
}

/** What the checks of a table and of its columns' domains demand. */
export interface TableRules {
  readonly checks: readonly KnownCheck[];
  /** What is not understood, as sentences. */
  readonly doubts: readonly string[];
  /** Columns that are better left out: they may be, and what they have to be is not understood. */
  readonly avoided: ReadonlySet<string>;
}

/** Reads every check that a row of the table has to pass. */
export function tableRules(
  { model, columns }: NamedTable,
  parseCheck: PrintedTests["parseCheck"],
): TableRules {
  const checks: KnownCheck[] = [];
  const doubts: string[] = [];
  const avoided = new Set<string>();
  const known = new Set(columns.map((column) => column.model.name));
  for (const { name, expression } of model.checks) {
    const rules = checkRules(parseCheck(expression));
    if (rules?.every((rule) => known.has(rule.column))) checks.push({ name, rules });
    else doubts.push(`The check ${name} is not understood: ${expression}`);
  }
  for (const column of columns) {
    for (const domain of column.type.domains) {
      for (const { name, expression } of domain.checks) {
        const rules = checkRules(parseCheck(expression))?.map((rule) => ({
          ...rule,
          column: column.model.name,
        }));
        if (rules && !rules.some((rule) => rule.kind === "after")) {
          checks.push({ name, rules, domain: domain.name });
        } else if (column.nullable) avoided.add(column.model.name);
        else {
          doubts.push(
            `The check ${name} of the domain ${domain.name} is not understood: ${expression}`,
          );
        }
      }
    }
  }
  return { checks, doubts, avoided };
}

/** The other side of `after`. */
interface BeforeRule {
  readonly kind: "before";
}

/** What the checks demand of one column. */
export function rulesByColumn(
  { checks }: TableRules,
  column: string,
): readonly (ColumnRule | BeforeRule)[] {
  return checks.flatMap(({ rules }) =>
    rules.flatMap((rule): readonly (ColumnRule | BeforeRule)[] => {
      if (rule.column === column) return [rule];
      return rule.kind === "after" && rule.other === column ? [{ kind: "before" }] : [];
    }),
  );
}
