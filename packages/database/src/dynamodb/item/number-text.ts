import { FieldError } from "../../documents/field-error.js";
import { DynamoNumber } from "./dynamo-value.js";

const form = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;
/** Digits that DynamoDB keeps (developer guide, "Naming rules and data types"). */
const mostDigits = 38;

/** The text of a number to send. @throws FieldError when DynamoDB could not keep it */
export function numberText(value: number | bigint | string): string {
  const text = String(value);
  if (!form.test(text)) throw new FieldError("must be a finite decimal number");
  const digits = text
    .replace(/e.*$/i, "")
    .replaceAll(/[^\d]/g, "")
    .replace(/^0+/, "")
    .replace(/0+$/, "");
  if (digits.length > mostDigits) throw new FieldError(`has more than ${mostDigits} digits`);
  return text;
}

/** A number with the same digits, whatever JavaScript needs for that. */
export function exactNumber(text: string): number | bigint | DynamoNumber {
  const number = Number(text);
  if (normal(String(number)) === normal(text)) return number;
  return /^-?\d+$/.test(text) ? BigInt(text) : new DynamoNumber(text);
}

/** One text for each value: its digits without zeros around them, and the power of ten. */
function normal(text: string): string {
  const [, sign = "", whole = "", fraction = "", power = "0"] =
    /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const trimmed = digits.replace(/0+$/, "");
  if (trimmed === "") return "0";
  const exponent = Number(power) - fraction.length + (digits.length - trimmed.length);
  return `${sign === "-" ? "-" : ""}${trimmed}e${exponent}`;
}
