import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { lockFileName, type LockedPattern } from "../lock/lock-file.js";
import { stringLiteral } from "../template/literal.js";
import type { MeasuredPackage, MeasuredPattern } from "./measured-pattern.js";
import type { Pinning } from "./pinning.js";

/**
 * Compares a pattern and those that it extends with what is pinned, before anything of them is loaded.
 * @throws AF_PATTERN_ALTERED naming the first whose bytes are not those of the pinned version
 * @throws AF_VERSION_NOT_PINNED naming a base of another version than the pinned one
 */
export function checkPins(pinning: Pinning, { own, measuredBases }: MeasuredPattern): void {
  for (const found of [own, ...measuredBases]) {
    const pin = ownPin(pinning, found);
    if (pin && pin.version !== found.version) checkVersion(pinning, pin, { found, own });
    const known = pin?.version === found.version ? [pin] : allPins(pinning);
    checkContent(
      pinning,
      known.filter((one) => one.package === found.package && one.version === found.version),
      found,
    );
  }
}

/** What is pinned of a package for the integration itself. */
function ownPin({ entry }: Pinning, found: MeasuredPackage): LockedPattern | undefined {
  return (entry ? [entry.pattern, ...entry.extends] : []).find(
    ({ package: name }) => name === found.package,
  );
}

/** What is pinned for any integration: the same version has the same bytes for all. */
function allPins({ lock }: Pinning): readonly LockedPattern[] {
  return Object.values(lock.integrations).flatMap((entry) => [entry.pattern, ...entry.extends]);
}

function checkVersion(
  { key = "", rules }: Pinning,
  pin: LockedPattern,
  { found, own }: { readonly found: MeasuredPackage; readonly own: MeasuredPackage },
): void {
  const isOwnWork = pin.linked === true && found.linked && !rules.frozen;
  if (rules.anyVersion || isOwnWork) return;
  throw new AgentFlowError(
    errorCodes.versionNotPinned,
    `${stringLiteral(key)} is pinned to ${pin.package} ${pin.version}, and ${found.version} is installed.`,
    {
      help: `See and take what changes with \`agentflow pattern upgrade ${own.installedAs} --to ${own.version}\`, or install ${pin.package}@${pin.version} again.`,
    },
  );
}

function checkContent(
  { rules }: Pinning,
  pins: readonly LockedPattern[],
  found: MeasuredPackage,
): void {
  if (pins.length === 0 || pins.some(({ content }) => content === found.content)) return;
  const isOwnWork = found.linked && pins.some(({ linked }) => linked === true) && !rules.frozen;
  if (rules.accept || isOwnWork) return;
  const expected = [...new Set(pins.map(({ content }) => content))].join(" or ");
  throw new AgentFlowError(
    errorCodes.patternAltered,
    `${found.package} ${found.version} is not what ${lockFileName} pins: expected ${expected}, found ${found.content}.`,
    {
      help: `Somebody changed the files in ${stringLiteral(found.directory)}: remove that folder and install it again. When the change is yours, take it with --accept.`,
    },
  );
}
