import type { ObjectId } from "../catalogue/catalogue.js";
import type { BuiltIns } from "./built-ins.js";
import { ExpressionNullability, type NotNull } from "./expression-nullability.js";
import { readJoinTree } from "./join-tree.js";
import { isNode, type Node, nodes, type NodeValue, token } from "./parse-node-tree.js";

/** What a query's columns are worked out from. */
export interface NullabilitySource {
  readonly builtIns: BuiltIns;
  /** A column of a table or of another view. */
  column(relation: ObjectId, position: number): NotNull;
  /** Whether a domain refuses null. */
  domain(type: ObjectId): boolean;
}

/** Kinds of entries of a range table (PostgreSQL's `RTEKind`). */
const relation = "0";
const subquery = "1";
const join = "2";
const values = "5";
const commonTable = "6";
const group = "9";

/** Works out which columns of a query are never null. */
export class QueryNullability {
  readonly #query: Node;
  readonly #source: NullabilitySource;
  readonly #outer: QueryNullability | undefined;
  readonly #weak: ReadonlySet<string>;
  readonly #proven: ReadonlySet<string>;
  readonly #expressions: ExpressionNullability;
  /** Common table expressions that are being worked out: one that refers to itself ends here. */
  readonly #open = new Set<Node>();

  /** @param outer the query that this one is a part of */
  constructor(query: Node, source: NullabilitySource, outer?: QueryNullability) {
    this.#query = query;
    this.#source = source;
    this.#outer = outer;
    const { weak, conditions } = readJoinTree(query.fields.get("jointree"));
    this.#weak = weak;
    this.#proven = new Set(conditions.flatMap((condition) => this.#provenBy(condition)));
    this.#expressions = new ExpressionNullability({
      source,
      grouped: isList(query.fields.get("groupClause")) && !this.#hasGroupingSets(),
      variable: (node) => this.#variable(node),
    });
  }

  /** By position, from 0. */
  columns(): readonly NotNull[] {
    const operation = this.#query.fields.get("setOperations");
    if (isNode(operation)) return this.#operands(operation);
    return nodes(this.#query.fields.get("targetList"))
      .filter(({ fields }) => fields.get("resjunk") !== "true")
      .map(({ fields }) => this.#target(fields.get("expr")));
  }

  /** With several sets to group by, what is grouped by is null where it is not in the set. */
  #target(expression: NodeValue): NotNull {
    const counts =
      isNode(expression) && (expression.tag === "AGGREF" || expression.tag === "GROUPINGFUNC");
    return this.#hasGroupingSets() && !counts ? null : this.#expressions.of(expression);
  }

  /** Of UNION, INTERSECT and EXCEPT: what all sides never give. */
  #operands(node: Node): readonly NotNull[] {
    if (node.tag === "RANGETBLREF") {
      const entry = this.#entry(token(node.fields.get("rtindex")));
      const query = entry?.fields.get("subquery");
      return isNode(query) ? new QueryNullability(query, this.#source, this).columns() : [];
    }
    const [first = [], second = []] = ["larg", "rarg"].map((side) => {
      const operand = node.fields.get(side);
      return isNode(operand) ? this.#operands(operand) : [];
    });
    return first.map((column, index) => {
      const other = second[index] ?? null;
      if (column === true && other === true) return true;
      return column === false || other === false ? false : null;
    });
  }

  #variable(node: Node): NotNull {
    const { query, number, position } = this.#resolve(node);
    if (query !== this) return query === undefined ? null : query.#column(number, position);
    return this.#column(number, position);
  }

  #column(number: string, position: number): NotNull {
    if (this.#proven.has(`${number} ${position}`)) return true;
    if (this.#weak.has(number)) return false;
    const entry = this.#entry(number);
    const fields = entry?.fields;
    switch (fields?.get("rtekind")) {
      case relation:
        return this.#source.column(Number(fields.get("relid")), position);
      case subquery:
        return this.#partColumn(fields.get("subquery"), position);
      case join:
        return this.#expressions.of(itemAt(fields.get("joinaliasvars"), position));
      case values:
        return this.#valuesColumn(fields.get("values_lists"), position);
      case commonTable:
        return this.#commonColumn(token(fields.get("ctename")), position);
      case group:
        return this.#expressions.of(itemAt(fields.get("groupexprs"), position));
      default:
        return null;
    }
  }

  #partColumn(query: NodeValue, position: number): NotNull {
    if (!isNode(query)) return null;
    return new QueryNullability(query, this.#source, this).columns()[position - 1] ?? null;
  }

  #valuesColumn(lists: NodeValue, position: number): NotNull {
    if (!Array.isArray(lists)) return null;
    const column = lists.map((row: NodeValue) => this.#expressions.of(itemAt(row, position)));
    return column.length > 0 && column.every((value) => value === true) ? true : null;
  }

  #commonColumn(name: string, position: number): NotNull {
    const common = nodes(this.#query.fields.get("cteList")).find(
      ({ fields }) => fields.get("ctename") === name,
    );
    // Inner names go before outer ones.
    if (common === undefined) {
      return this.#outer === undefined ? null : this.#outer.#commonColumn(name, position);
    }
    if (this.#open.has(common)) return null;
    this.#open.add(common);
    const column = this.#partColumn(common.fields.get("ctequery"), position);
    this.#open.delete(common);
    return column;
  }

  /** The columns that a condition is not true for when they are null. */
  #provenBy({ tag, fields }: Node): readonly string[] {
    const tests =
      tag === "NULLTEST" && fields.get("nulltesttype") === "1" ? [fields.get("arg")] : [];
    const compares =
      tag === "OPEXPR" && this.#source.builtIns.operator(Number(fields.get("opno"))) === "strict"
        ? nodes(fields.get("args"))
        : [];
    return [...tests, ...compares].flatMap((item) => {
      const value = withoutRelabel(item);
      if (value?.tag !== "VAR") return [];
      const { query, number, position } = this.#resolve(value);
      return query === this ? [`${number} ${position}`] : [];
    });
  }

  /** Follows names that a join gives to columns of what it joins. */
  #resolve(node: Node): { query: QueryNullability | undefined; number: string; position: number } {
    const query = this.#ancestor(Number(node.fields.get("varlevelsup")));
    const number = token(node.fields.get("varno"));
    const position = Number(node.fields.get("varattno"));
    const entry = query === undefined ? undefined : query.#entry(number);
    if (entry?.fields.get("rtekind") !== join) return { query, number, position };
    const aliased = withoutRelabel(itemAt(entry.fields.get("joinaliasvars"), position));
    if (query === undefined || aliased?.tag !== "VAR") return { query, number, position };
    return query.#resolve(aliased);
  }

  #ancestor(levels: number): QueryNullability | undefined {
    if (levels === 0) return this;
    return this.#outer === undefined ? undefined : this.#outer.#ancestor(levels - 1);
  }

  #entry(number: string): Node | undefined {
    return nodes(this.#query.fields.get("rtable"))[Number(number) - 1];
  }

  #hasGroupingSets(): boolean {
    return isList(this.#query.fields.get("groupingSets"));
  }
}

function itemAt(list: NodeValue, position: number): NodeValue {
  return Array.isArray(list) ? (list[position - 1] as NodeValue) : undefined; // what a list holds
}

function isList(value: NodeValue): boolean {
  return Array.isArray(value) && value.length > 0;
}

/** A change of type that changes no value says nothing. */
function withoutRelabel(value: NodeValue): Node | undefined {
  if (!isNode(value)) return undefined;
  return value.tag === "RELABELTYPE" ? withoutRelabel(value.fields.get("arg")) : value;
}
