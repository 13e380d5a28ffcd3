// Faults that a programmer makes, one at a time, in the text of a source: conditions turned, comparisons shifted, statements
// and elements left out. Pure; unaware of what the source does.

import ts from 'typescript';

export interface SourceMutant {
  /** From the package root. */
  readonly file: string;
  /** The nearest function, method or constant with a name. */
  readonly within: string;
  readonly operator: string;
  /** What stood there and what stands there now, on one line: `a && b → a || b`. */
  readonly change: string;
  /** Which of those with the same change in the same function. */
  readonly nth: number;
  /** Where, for a reader; nothing else depends on it. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** Stays the same as long as the function and what is changed in it do. */
export const keyOf = ({ file, within, change, nth }: SourceMutant): string =>
  `${file} ${within}: ${change}${nth > 1 ? ` (${nth})` : ''}`;

export const applied = (source: string, { start, end, replacement }: SourceMutant): string =>
  source.slice(0, start) + replacement + source.slice(end);

/** A node, a text that can stand in its place, and the expression around it that tells a reader what this means. */
interface Change {
  readonly operator: string;
  readonly node: ts.Node;
  readonly replacement: string;
  readonly shown: ts.Node;
}

/** An element of an object that is left out leaves its comma behind. */
const NO_PROPERTY = '...{}';

/** Of a statement: enough to know it by. */
const SHOWN_LENGTH = 100;

const BINARY: Partial<Record<ts.SyntaxKind, readonly [operator: string, others: readonly string[]]>> = {
  [ts.SyntaxKind.AmpersandAmpersandToken]: ['logical', ['||']],
  [ts.SyntaxKind.BarBarToken]: ['logical', ['&&']],
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: ['equality', ['!==']],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: ['equality', ['===']],
  [ts.SyntaxKind.LessThanToken]: ['comparison', ['<=', '>=']],
  [ts.SyntaxKind.LessThanEqualsToken]: ['comparison', ['<', '>']],
  [ts.SyntaxKind.GreaterThanToken]: ['comparison', ['>=', '<=']],
  [ts.SyntaxKind.GreaterThanEqualsToken]: ['comparison', ['>', '<']],
  [ts.SyntaxKind.PlusToken]: ['arithmetic', ['-']],
  [ts.SyntaxKind.MinusToken]: ['arithmetic', ['+']],
  [ts.SyntaxKind.PlusEqualsToken]: ['assignment', ['-=']],
  [ts.SyntaxKind.MinusEqualsToken]: ['assignment', ['+=']],
  [ts.SyntaxKind.BarBarEqualsToken]: ['assignment', ['=', '&&=']],
  [ts.SyntaxKind.QuestionQuestionEqualsToken]: ['assignment', ['=']],
};

/** Calls of a list that can be left out, and those that have an opposite. */
const LEFT_OUT = ['filter', 'slice', 'replace', 'toSorted', 'toReversed'];
const OPPOSITE: Readonly<Record<string, string>> = { some: 'every', every: 'some' };

export function sourceMutantsOf(file: string, source: string): readonly SourceMutant[] {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const seen = new Set<string>();
  const counted = new Map<string, number>();
  const mutants: SourceMutant[] = [];
  const text = (node: ts.Node): string => node.getText(parsed);
  const visit = (node: ts.Node): void => {
    if (isForTypesAlone(node)) return;
    for (const { operator, node: at, replacement, shown } of changesAt(node, text)) {
      const start = at.getStart(parsed);
      const end = at.getEnd();
      const place = `${start} ${end} ${replacement}`;
      if (seen.has(place) || replacement === source.slice(start, end)) continue;
      seen.add(place);
      const within = nameAround(at, text);
      const [from, to] = [shown.getStart(parsed), shown.getEnd()];
      const changed = source.slice(from, start) + replacement + source.slice(end, to);
      const change = `${briefly(source.slice(from, to))} → ${briefly(changed)}`;
      const nth = (counted.get(`${within}: ${change}`) ?? 0) + 1;
      counted.set(`${within}: ${change}`, nth);
      const line = parsed.getLineAndCharacterOfPosition(start).line + 1;
      mutants.push({ file, within, operator, change, nth, line, start, end, replacement });
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return mutants;
}

const isForTypesAlone = (node: ts.Node): boolean =>
  ts.isImportDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isTypeNode(node);

function changesAt(node: ts.Node, text: (node: ts.Node) => string): readonly Change[] {
  const to: To = (operator, replacement, at = node, shown = at) => ({ operator, node: at, replacement, shown });
  if (ts.isIfStatement(node)) return turned(node.expression, to);
  if (ts.isConditionalExpression(node)) return turned(node.condition, to);
  if (ts.isBinaryExpression(node)) return binary(node, text, to);
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.ExclamationToken ? [to('negation', text(node.operand))] : [];
  if (ts.isPostfixUnaryExpression(node))
    return [to('arithmetic', `${text(node.operand)}${node.operator === ts.SyntaxKind.PlusPlusToken ? '--' : '++'}`)];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [to('boolean', 'false')];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [to('boolean', 'true')];
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node))
    return isValue(node) ? [to('string', "''")] : [];
  if (ts.isArrayLiteralExpression(node)) return node.elements.length === 0 ? [] : [to('list', '[]')];
  if (ts.isObjectLiteralExpression(node)) return ofObject(node, to);
  if (ts.isCallExpression(node)) return ofCall(node, text, to);
  if ((ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) && node.questionDotToken)
    return [to('optional chaining', ts.isPropertyAccessExpression(node) ? '.' : '', node.questionDotToken, node)];
  if (ts.isBlock(node)) return ofBlock(node, to);
  if (isLeftOut(node)) return [to('statement', ts.isBlock(node.parent) || ts.isCaseClause(node.parent) ? '' : ';')];
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body) && isPredicate(node.body)) return turned(node.body, to);
  return [];
}

type To = (operator: string, replacement: string, at?: ts.Node, shown?: ts.Node) => Change;

const turned = (condition: ts.Expression, to: To): readonly Change[] =>
  ['true', 'false'].map((outcome) => to('condition', outcome, condition));

const isPredicate = (node: ts.Node): boolean =>
  (ts.isBinaryExpression(node) && /logical|equality|comparison/.test(BINARY[node.operatorToken.kind]?.[0] ?? '')) ||
  (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken);

function binary(node: ts.BinaryExpression, text: (node: ts.Node) => string, to: To): readonly Change[] {
  const { left, operatorToken, right } = node;
  const kind = operatorToken.kind;
  if (kind === ts.SyntaxKind.QuestionQuestionToken) return [to('otherwise', text(left)), to('otherwise', text(right))];
  const [operator, others] = BINARY[kind] ?? ['', []];
  const changed = others.map((other) => to(operator, other, operatorToken, node));
  // Each side of && and || as it is without the other.
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken)
    return [...changed, to('side', text(left)), to('side', text(right))];
  return changed;
}

/** Not the names of flows, which would only crash, nor of properties. */
function isValue(node: ts.StringLiteralLike | ts.TemplateExpression): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return false;
  return !('text' in node && /^$|^[a-z-]+\.[a-z]+-[a-z]+$/.test(node.text));
}

function ofObject(node: ts.ObjectLiteralExpression, to: To): readonly Change[] {
  const { properties } = node;
  if (properties.length === 0) return [];
  const each = properties.length === 1 ? [] : properties.map((property) => to('property', NO_PROPERTY, property));
  return [to('object', node.parent.kind === ts.SyntaxKind.ArrowFunction ? '({})' : '{}'), ...each];
}

function ofCall(node: ts.CallExpression, text: (node: ts.Node) => string, to: To): readonly Change[] {
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression)) return [];
  const name = expression.name.text;
  const opposite = OPPOSITE[name];
  if (opposite !== undefined) return [to('call', opposite, expression.name, node)];
  return LEFT_OUT.includes(name) ? [to('call', text(expression.expression))] : [];
}

function ofBlock(node: ts.Block, to: To): readonly Change[] {
  const [first, second] = node.statements;
  // One statement that is left out leaves the same behind.
  if (first === undefined || (second === undefined && isLeftOut(first))) return [];
  return [to('block', '{}')];
}

const isLeftOut = (node: ts.Node): boolean =>
  (ts.isExpressionStatement(node) && !ts.isForOfStatement(node.parent)) ||
  ts.isContinueStatement(node) ||
  ts.isBreakStatement(node) ||
  (ts.isReturnStatement(node) && node.expression === undefined) ||
  (ts.isForOfStatement(node) && !ts.isBlock(node.statement));

function nameAround(node: ts.Node, text: (node: ts.Node) => string): string {
  for (let at = node.parent as ts.Node | undefined; at !== undefined; at = at.parent) {
    if ((ts.isFunctionDeclaration(at) || ts.isMethodDeclaration(at)) && at.name) return text(at.name);
    if (ts.isVariableDeclaration(at) && ts.isSourceFile(at.parent.parent.parent)) {
      const property = propertyOf(node, at, text);
      return property === undefined ? text(at.name) : `${text(at.name)}.${property}`;
    }
  }
  return 'top';
}

/** Of a table: the row. */
function propertyOf(node: ts.Node, table: ts.VariableDeclaration, text: (node: ts.Node) => string): string | undefined {
  for (let at: ts.Node = node; at !== table; at = at.parent)
    if (ts.isPropertyAssignment(at) && at.parent.parent === table) return text(at.name);
  return undefined;
}

function briefly(code: string): string {
  const line = code.replace(/\s+/g, ' ').trim();
  if (line === '' || line === ';' || line === NO_PROPERTY) return 'nothing';
  return line.length > SHOWN_LENGTH ? `${line.slice(0, SHOWN_LENGTH)}…` : line;
}
