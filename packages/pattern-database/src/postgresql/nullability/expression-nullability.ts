import type { NullabilitySource } from "./query-nullability.js";
import { isNode, type Node, nodes, type NodeValue, token } from "./parse-node-tree.js";

/** True: never null. False: may be null. `null`: not known. */
export type NotNull = boolean | null;

export interface ExpressionContext {
  readonly source: NullabilitySource;
  /** Whether every row stands for a group that has rows. */
  readonly grouped: boolean;
  readonly variable: (node: Node) => NotNull;
}

/** Kinds of subqueries (PostgreSQL's `SubLinkType`) that always give a value: EXISTS and ARRAY. */
const neverNullSubqueries = ["0", "6"];
/** The last of PostgreSQL's `SQLValueFunctionOp`, CURRENT_SCHEMA, which alone may be null. */
const currentSchema = "14";
/** PostgreSQL's `CoercionForm`: written as a cast, or not written at all. */
const casts = ["1", "2"];

/** Works out which expressions are never null; without knowing it, it says so. */
export class ExpressionNullability {
  readonly #context: ExpressionContext;

  constructor(context: ExpressionContext) {
    this.#context = context;
  }

  of(value: NodeValue): NotNull {
    if (!isNode(value)) return null;
    const { source, grouped, variable } = this.#context;
    const { tag, fields } = value;
    switch (tag) {
      case "VAR":
        return variable(value);
      case "CONST":
        return fields.get("constisnull") !== "true";
      case "NULLTEST":
      case "BOOLEANTEST":
      case "DISTINCTEXPR":
      case "ARRAY":
      case "ARRAYEXPR":
      case "GROUPINGFUNC":
        return true;
      case "NULLIFEXPR":
        return false;
      case "RELABELTYPE":
      case "COERCEVIAIO":
      case "ARRAYCOERCEEXPR":
      case "COLLATEEXPR":
      case "COLLATE":
        return this.of(fields.get("arg"));
      case "COERCETODOMAIN":
        return source.domain(Number(fields.get("resulttype"))) || this.of(fields.get("arg"));
      case "COALESCE":
      case "COALESCEEXPR":
      case "MINMAX":
      case "MINMAXEXPR":
        return this.#any(nodes(fields.get("args")));
      case "BOOLEXPR":
        return this.#all(nodes(fields.get("args")));
      case "CASE":
      case "CASEEXPR":
        return this.#branches(value);
      case "OPEXPR":
        return this.#call(source.builtIns.operator(Number(fields.get("opno"))), value);
      case "FUNCEXPR": {
        const cast = casts.includes(token(fields.get("funcformat")));
        return this.#call(source.builtIns.function(Number(fields.get("funcid")), cast), value);
      }
      case "WINDOWFUNC":
        return source.builtIns.function(Number(fields.get("winfnoid"))) === "never-null" || null;
      case "AGGREF": {
        const behaviour = source.builtIns.function(Number(fields.get("aggfnoid")));
        if (behaviour === "never-null") return true;
        if (behaviour !== "strict-aggregate" || !grouped) return null;
        if (fields.get("aggfilter") !== undefined) return null;
        return this.#all(nodes(fields.get("args")).map((entry) => entry.fields.get("expr")));
      }
      case "SQLVALUEFUNCTION":
        return fields.get("op") !== currentSchema || null;
      case "SUBLINK":
        return neverNullSubqueries.includes(token(fields.get("subLinkType"))) || null;
      default:
        return null;
    }
  }

  #call(behaviour: string, { fields }: Node): NotNull {
    if (behaviour === "never-null") return true;
    return behaviour === "strict" ? this.#all(nodes(fields.get("args"))) : null;
  }

  #branches({ fields }: Node): NotNull {
    const results = nodes(fields.get("args")).map((branch) => branch.fields.get("result"));
    return this.#all([...results, fields.get("defresult")]);
  }

  #any(values: readonly NodeValue[]): NotNull {
    const known = values.map((value) => this.of(value));
    if (known.includes(true)) return true;
    return known.every((value) => value === false) ? false : null;
  }

  #all(values: readonly NodeValue[]): NotNull {
    const known = values.map((value) => this.of(value));
    if (known.every((value) => value === true)) return true;
    return known.includes(false) ? false : null;
  }
}
