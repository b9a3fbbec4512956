import { isDeepStrictEqual } from "node:util";
import type { AnyPattern, PatternModel } from "../../contract/pattern.js";
import { type CaseFile, renderOwn } from "../render-case.js";
import { type CaseRule, errors } from "../rule.js";
import { EscapeFinder } from "./escapes.js";
import { awkward, payloads, words } from "./payloads.js";
import { type Place, placesOf, placeText, withoutKey, withText } from "./places.js";

/** Packages that are rendered for one case: with more, each text of a model gets a part of the payloads. */
const most = 400;

/** Findings that are listed: who has that many has one fault. */
const listed = 20;

const hostileRule: CaseRule = {
  scope: "case",
  title: "hostile texts of a model stay texts",
  help: "Print texts with `<%= %>`, stringLiteral, Code.identifier and Code.comment; never put one into Code.trusted.",
  async find({ pattern }, one) {
    const model = await one.inspect();
    const finder = await EscapeFinder.create();
    finder.learn(renderOwn(pattern, model));
    const places = placesOf(model).filter((place) => {
      const make = (text: string) => filesOf(pattern, withText(model, place, text));
      if (isField(pattern, model, place)) return false;
      const [left, right] = words.map(make);
      finder.learn(left ?? []);
      finder.learn(right ?? []);
      if (left && right && isDeepStrictEqual(left, right)) return false;
      for (const text of awkward) finder.learn(make(text) ?? []);
      return true;
    });
    const share = Math.ceil((places.length * Object.keys(payloads).length) / most);
    const found: string[] = [];
    for (const [index, place] of places.entries()) {
      for (const [number, [name, text]] of Object.entries(payloads).entries()) {
        if ((index + number) % share !== 0) continue;
        const files = filesOf(pattern, withText(model, place, text));
        const [escape] = files ? finder.escapes(files) : [];
        if (escape !== undefined) found.push(`${name} in ${placeText(place)}: ${escape}`);
      }
      if (found.length > listed) break;
    }
    return errors(found.slice(0, listed));
  },
};

/** What text from outside may not do to a package. */
export const hostileRules: readonly CaseRule[] = [hostileRule];

/** Without a field of its own a model is none, and what comes of it says nothing about texts. */
function isField(pattern: AnyPattern, model: PatternModel, place: Place): boolean {
  return place.isKey && filesOf(pattern, withoutKey(model, place)) === undefined;
}

/** A text that a pattern refuses, in whatever words, is in no file. */
function filesOf(pattern: AnyPattern, model: PatternModel): readonly CaseFile[] | undefined {
  try {
    return renderOwn(pattern, model);
  } catch {
    return undefined;
  }
}
