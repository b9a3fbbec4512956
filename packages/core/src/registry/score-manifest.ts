import { type Requirements, serviceKey } from "../contract/requirements.js";
import { stringLiteral } from "../template/literal.js";
import type { DiscoveredPattern } from "./discovered-pattern.js";

/** How well a pattern fits the requirements, and why. */
export interface Candidate {
  readonly pattern: DiscoveredPattern;
  /** 0 to 1. */
  readonly score: number;
  /** Sentences for the user, in the order they were found. */
  readonly reasons: readonly string[];
  /** Why it is out of the question; left out: it is not. */
  readonly rejected?: string;
}

/** Of a pattern that knows the service by name. */
const specificScore = 1;
/** Of a pattern that knows the service by how an option begins: the name is the user's own then. */
const recognizedScore = 0.9;
/** Of a pattern that serves every service of its type. */
const generalScore = 0.5;

/**
 * Scores a pattern by its manifest alone: 1 when it knows the service by name, 0.9 when it knows it by how an option
 * begins, 0.5 when it serves every service of its type and the user gave a type, a document or the pattern (a mistyped
 * name must not end up there), and 0 with the reason when it is out of the question.
 */
export function scoreManifest(pattern: DiscoveredPattern, requirements: Requirements): Candidate {
  const { manifest, packageName, installedAs } = pattern;
  const { name, type, document } = requirements;
  if (requirements.pattern !== undefined && !isNamed(pattern, requirements.pattern)) {
    return reject(pattern, `--pattern asks for ${stringLiteral(requirements.pattern)}`);
  }
  if (type !== undefined && type !== manifest.type) {
    return reject(pattern, `serves type ${manifest.type}, not ${stringLiteral(type)}`);
  }
  const reasons = [
    ...(requirements.pattern === undefined
      ? []
      : [`is what --pattern asks for: ${packageName}${aliasText(packageName, installedAs)}`]),
    ...(type === undefined ? [] : [`serves type ${type}`]),
  ];
  if (manifest.services.some((service) => serviceKey(service) === serviceKey(name))) {
    return {
      pattern,
      score: specificScore,
      reasons: [...reasons, `knows ${stringLiteral(name)} by name`],
    };
  }
  const recognized = recognizedBy(pattern, requirements);
  if (recognized !== undefined) {
    return { pattern, score: recognizedScore, reasons: [...reasons, recognized] };
  }
  if (!isGeneral(pattern)) {
    // What such a pattern serves has a name of the user's own.
    if (requirements.pattern !== undefined && manifest.recognizes !== undefined) {
      return { pattern, score: generalScore, reasons };
    }
    const services = manifest.services.map((service) => stringLiteral(service)).join(", ");
    return reject(pattern, `knows ${services}, not ${stringLiteral(name)}`);
  }
  if (manifest.documents.length > 0 && document === undefined) {
    return reject(
      pattern,
      `needs --document with the service's description (${manifest.documents.join(", ")})`,
    );
  }
  if (type === undefined && document === undefined && requirements.pattern === undefined) {
    return reject(pattern, `serves every service of type ${manifest.type}: ask for it with --type`);
  }
  return {
    pattern,
    score: generalScore,
    reasons: [...reasons, "serves every service of its type"],
  };
}

/** The option by which it knows the service. Its value may hold a secret: only what the manifest has of it is told. */
function recognizedBy(
  { manifest: { recognizes = {} } }: DiscoveredPattern,
  { options = {} }: Requirements,
): string | undefined {
  for (const [option, beginnings] of Object.entries(recognizes)) {
    const value = Object.hasOwn(options, option) ? options[option] : undefined;
    const beginning = beginnings.find(
      (each) => typeof value === "string" && value.startsWith(each),
    );
    if (beginning !== undefined) {
      return `knows the service by --${option}, which begins with ${stringLiteral(beginning)}`;
    }
  }
  return undefined;
}

function aliasText(packageName: string, installedAs: string): string {
  return installedAs === packageName ? "" : `, installed as ${installedAs}`;
}

/** Whether it serves every service of its type. */
export function isGeneral({ manifest }: DiscoveredPattern): boolean {
  return manifest.services.length === 0;
}

/** Whether `--pattern` means it: by package name, by the name it is installed under, or by id. */
export function isNamed(
  { manifest, packageName, installedAs }: DiscoveredPattern,
  wanted: string,
): boolean {
  return wanted === packageName || wanted === installedAs || wanted === manifest.id;
}

function reject(pattern: DiscoveredPattern, rejected: string): Candidate {
  return { pattern, score: 0, reasons: [], rejected };
}
