import { stringLiteral } from "@agentflow/core";
import type { OtherSamples } from "../../dialect/printing-dialect.js";
import { formSampler, kindSampler } from "../../tests/kind-samples.js";
import type { Sampler } from "../../tests/sampler.js";
import type { ColumnType } from "../../types/column-type.js";
import { enumValues } from "../model/type-model.js";

/** Samples of the types that are neither numbers nor plain texts. Rules for their values are not understood. */
export const samples: OtherSamples = ({ base, kind, family, sizes }, rules) => {
  if (rules.length > 0 || family !== "other" || base.category !== "base") return undefined;
  if (base.name === "set") return oneOf(enumValues(base.sql));
  if (base.name === "bit" && kind === "bigint") return bits(sizes);
  if (base.name === "year") return { at: (n) => `2020 + ${n}`, varies: 9 };
  if (kind === "bytes") return bytes(base.name, sizes);
  return kindSampler(kind) ?? formed(base.name, kind, sizes);
};

/** Values as MariaDB writes them back, in a session whose time zone is UTC. `N` stands for a digit. */
const forms: Readonly<Record<string, string>> = {
  uuid: "00000000-0000-4000-8000-00000000000N",
  inet4: "10.0.0.N",
  inet6: "2001:db8::N",
  date: "2024-01-0N",
  datetime: "2024-01-0N 03:04:05",
  timestamp: "2024-01-0N 03:04:05",
  time: "03:04:0N",
};

function formed(
  name: string,
  kind: ColumnType["kind"],
  [digits = 0]: readonly number[],
): Sampler | undefined {
  const form = kind === "text" && Object.hasOwn(forms, name) ? forms[name] : undefined;
  if (form === undefined) return undefined;
  return formSampler(digits > 0 ? `${form}.${"0".repeat(digits)}` : form);
}

/** One of the values of a `set`, which holds any number of them. */
function oneOf(values: readonly string[]): Sampler | undefined {
  const [first, second] = values.map((value) => stringLiteral(value));
  if (first === undefined) return undefined;
  if (second === undefined) return { at: () => first, varies: 1 };
  return {
    at: (n) =>
      /^\d+$/.test(n)
        ? Number(n) % 2 === 1
          ? first
          : second
        : `${n} % 2 === 1 ? ${first} : ${second}`,
    varies: 2,
  };
}

function bytes(name: string, size: readonly number[]): Sampler | undefined {
  if (name === "vector") return undefined;
  if (Object.hasOwn(geometries, name)) return geometry(geometries[name] ?? []);
  if (isGeometry.test(name)) return undefined;
  const [length] = size;
  // What is shorter than its column is filled up, or does not fit where three bytes are too many.
  if (length !== undefined && (name === "binary" || length < 3)) {
    return { at: (n) => `new Uint8Array(${length}).fill(${n})`, varies: 9 };
  }
  return kindSampler("bytes");
}

/** Numbers as far as the bits hold them. */
function bits([length = 1]: readonly number[]): Sampler {
  const count = Math.min(9, 2 ** Math.min(length, 4) - 1);
  return { at: (n) => `BigInt(${count === 9 ? n : `${n} % ${count + 1}`})`, varies: count };
}

const isGeometry = /^(?:geometry(?:collection)?|multi\w+|point|linestring|polygon)$/;

/** Well-known binary up to the last number, by type: little-endian, then the kind of geometry and what it has. */
const one = [0, 0, 0, 0, 0, 0, 240, 63];
const point = [1, 1, 0, 0, 0, ...one];
const geometries: Readonly<Record<string, readonly number[]>> = {
  point,
  geometry: point,
  // Two points.
  linestring: [1, 2, 0, 0, 0, 2, 0, 0, 0, ...one, ...one, ...one],
};

/**
 * A geometry as MariaDB stores it: the number of its reference system, 0, and well-known binary. Its last number is a
 * little more than two.
 */
function geometry(wellKnown: readonly number[]): Sampler {
  const before = [0, 0, 0, 0, ...wellKnown].join(", ");
  return { at: (n) => `Uint8Array.of(${before}, 0, 0, 0, 0, 0, 0, ${n}, 64)`, varies: 9 };
}
