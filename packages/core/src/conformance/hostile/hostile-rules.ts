import type { AnyPattern, PatternModel } from "../../contract/pattern.js";
import { type CaseFile, renderModel } from "../render-case.js";
import { type CaseRule, errors } from "../rule.js";
import { EscapeFinder } from "./escapes.js";
import { harmless, payloads } from "./payloads.js";
import { type Place, placesOf, placeText, withoutKey, withText } from "./places.js";

/** Packages that are rendered for one case: with more, each text of a model gets a part of the payloads. */
const most = 2000;

/** Findings that are listed: who has that many has one fault. */
const listed = 20;

const hostileRule: CaseRule = {
  scope: "case",
  title: "hostile texts of a model stay texts",
  help: "Print texts with `<%= %>`, stringLiteral, Code.identifier and Code.comment; never put one into Code.trusted.",
  async find({ pattern }, one) {
    const model = await one.inspect();
    const finder = await EscapeFinder.create();
    const usual = new Set<string>(finder.kinds(renderModel(pattern, model)));
    const places = placesOf(model).filter((place) => {
      const made = harmless.map((text) => filesOf(pattern, withText(model, place, text)));
      for (const files of made) for (const kind of finder.kinds(files ?? [])) usual.add(kind);
      return isPrinted(made) && !isField(pattern, model, place);
    });
    const share = Math.ceil((places.length * Object.keys(payloads).length) / most);
    const found: string[] = [];
    for (const [index, place] of places.entries()) {
      for (const [number, [name, text]] of Object.entries(payloads).entries()) {
        if ((index + number) % share !== 0) continue;
        const files = filesOf(pattern, withText(model, place, text));
        const [escape] = files ? finder.escapes(files, usual) : [];
        if (escape !== undefined) found.push(`${name} in ${placeText(place)}: ${escape}`);
      }
      if (found.length > listed) break;
    }
    return errors(found.slice(0, listed));
  },
};

/** What text from outside may not do to a package. */
export const hostileRules: readonly CaseRule[] = [hostileRule];

/** Texts that make the same files are in none of them: they are compared with others at most. */
function isPrinted(made: readonly (readonly CaseFile[] | undefined)[]): boolean {
  const [first, ...others] = made.map((files) => JSON.stringify(files));
  return first === undefined || others.some((other) => other !== first);
}

/** Without a field of its own a model is none, and what comes of it says nothing about texts. */
function isField(pattern: AnyPattern, model: PatternModel, place: Place): boolean {
  return place.isKey && filesOf(pattern, withoutKey(model, place)) === undefined;
}

/** A text that a pattern refuses, in whatever words, is in no file. */
function filesOf(pattern: AnyPattern, model: PatternModel): readonly CaseFile[] | undefined {
  try {
    return renderModel(pattern, model);
  } catch {
    return undefined;
  }
}
