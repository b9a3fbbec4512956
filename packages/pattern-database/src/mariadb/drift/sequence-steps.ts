import type { SchemaObject } from "../../model/schema-object.js";
import { isToken, sqlOf, tokensOf } from "../sql/tokens.js";
import type { MariadbScript } from "./mariadb-script.js";
import { optionChanges } from "./option-changes.js";

/** Changes a sequence that stays: it goes on counting where it is, when that lies within its new limits. */
export function alterSequence(
  script: MariadbScript,
  before: SchemaObject,
  after: SchemaObject,
): void {
  const [old, wanted] = [parsed(before), parsed(after)];
  if (old.counting !== wanted.counting) {
    const isBeyond = old.least < wanted.least || old.most > wanted.most;
    const restarts = old.start < wanted.least || old.start > wanted.most;
    if (restarts) {
      script.remark(
        `Destructive: ${after.name} begins to count anew: its old start lies beyond its new limits.`,
      );
    } else if (isBeyond) {
      script.remark(
        `Review: fails, or makes the next number fail, when ${after.name} has come beyond its new limits. RESTART at the end would have it begin anew.`,
      );
    }
    script.statement(`ALTER ${after.id} ${wanted.counting}${restarts ? " restart" : ""}`);
  }
  const options = optionChanges(old.options, wanted.options);
  if (options.length > 0) {
    script.statement(`ALTER TABLE ${after.id.slice("SEQUENCE ".length)} ${options.join(", ")}`);
  }
}

interface Sequence {
  /** `start with 1 minvalue 1 maxvalue 9 increment by 1 nocache nocycle`. */
  readonly counting: string;
  /** `ENGINE=InnoDB COMMENT='…'`. */
  readonly options: string;
  readonly start: bigint;
  readonly least: bigint;
  readonly most: bigint;
}

function parsed({ create: [sql = ""] }: SchemaObject): Sequence {
  const tokens = tokensOf(sql).slice(3);
  const engine = tokens.findIndex((token) => isToken(token, "ENGINE"));
  const end = engine === -1 ? tokens.length : engine;
  const numberAfter = (word: string): bigint => {
    const at = tokens.findIndex((token) => isToken(token, word)) + (word === "START" ? 2 : 1);
    const isNegative = isToken(tokens[at], "-");
    return BigInt(`${isNegative ? "-" : ""}${tokens[isNegative ? at + 1 : at]?.value ?? "0"}`);
  };
  return {
    counting: sqlOf(sql, tokens.slice(0, end)),
    options: sqlOf(sql, tokens.slice(end)),
    start: numberAfter("START"),
    least: numberAfter("MINVALUE"),
    most: numberAfter("MAXVALUE"),
  };
}
