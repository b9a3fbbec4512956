/** `` DEFINER=`root`@`localhost` ``, or a role's name alone. */
const definer = /^(CREATE(?: ALGORITHM=\w+)?) DEFINER=`(?:[^`]|``)*`(?:@`(?:[^`]|``)*`)?/;

/** A statement as `show create` writes it, without the user who made the object: others need not have one of this name. */
export function withoutDefiner(statement: string): string {
  return statement.replace(definer, "$1");
}
