import type { SequenceRow } from "../catalogue/catalogue.js";
import { qualifiedName } from "./qualified-name.js";

const maxima: Readonly<Record<string, string>> = {
  smallint: "32767",
  integer: "2147483647",
  bigint: "9223372036854775807",
};

/** A sequence as SQL. */
export function sequenceSql(sequence: SequenceRow): string {
  const { type, start, increment, minimum, maximum, cache, cycle } = sequence;
  return (
    `CREATE SEQUENCE ${qualifiedName(sequence)} AS ${type} START WITH ${start} INCREMENT BY ${increment} ` +
    `MINVALUE ${minimum} MAXVALUE ${maximum} CACHE ${cache}${cycle ? " CYCLE" : ""}`
  );
}

/**
 * What stands after `AS IDENTITY`: what the sequence has otherwise than PostgreSQL would choose.
 * @param defaultName the name that PostgreSQL gives
 */
export function identityOptions(sequence: SequenceRow, defaultName: string): string {
  const { name, type, start, increment, minimum, maximum, cache, cycle } = sequence;
  const options = [
    ...(name === defaultName ? [] : [`SEQUENCE NAME ${qualifiedName(sequence)}`]),
    ...(start === "1" ? [] : [`START WITH ${start}`]),
    ...(increment === "1" ? [] : [`INCREMENT BY ${increment}`]),
    ...(minimum === "1" ? [] : [`MINVALUE ${minimum}`]),
    ...(maximum === maxima[type] ? [] : [`MAXVALUE ${maximum}`]),
    ...(cache === "1" ? [] : [`CACHE ${cache}`]),
    ...(cycle ? ["CYCLE"] : []),
  ];
  return options.length === 0 ? "" : ` (${options.join(" ")})`;
}
