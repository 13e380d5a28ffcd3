// Who answers for products that are operated by hand: named on the command line, or asked for once at a terminal.

import readline from 'node:readline/promises';
import { rolesByHand } from '../testbed/target/by-hand';
import type { Target } from '../testbed/target/target';
import { UserError } from '../verdict/errors';

/** @throws UserError where somebody has to answer and nobody can be asked who, or nobody is needed */
export async function operatorName(
  target: Pick<Target, 'roles'>,
  given: string | undefined,
): Promise<string | undefined> {
  const [operated] = rolesByHand(target, 'manual');
  if (operated === undefined && given === undefined) return undefined;
  if (operated === undefined)
    throw new UserError(
      'MCX-OPERATOR',
      'expected a role with control: manual beside --operator, found none; leave it out, or mend the target file',
    );
  const name = (given ?? (await askedAtTerminal(operated))).trim();
  if (name !== '') return name;
  throw new UserError(
    'MCX-OPERATOR',
    'expected the name of the operator, found an empty one; give it with --operator <name>',
  );
}

async function askedAtTerminal(role: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new UserError(
      'MCX-OPERATOR',
      `expected a terminal, for an operator answers for ${role} (roles.${role}.control: manual), found none; add --operator <name> to answer on standard input`,
    );
  const terminal = readline.createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await terminal.question('Who answers for the product (name, for the record)? ');
  } finally {
    terminal.close();
  }
}
