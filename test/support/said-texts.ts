import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import ts from 'typescript';
import { templateOf } from '../../src/language/t.ts';

const root = join(import.meta.dirname, '../..');

/** A text in the source: the English of a `t`, or a literal beside them that reads like prose. */
export interface SourceText {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export interface SourceTexts {
  /** Of every t`…`, as the catalogues know it. */
  readonly said: readonly SourceText[];
  /** Of every t`…` that runs while its module loads, before the language is known. */
  readonly said_too_early: readonly SourceText[];
  /** Two words or more beside each other that no `t` says. */
  readonly unsaid: readonly SourceText[];
}

export function readSourceTexts(): SourceTexts {
  const texts = { said: [] as SourceText[], said_too_early: [] as SourceText[], unsaid: [] as SourceText[] };
  for (const file of sourceFiles()) readFile(file, texts);
  return texts;
}

function sourceFiles(): string[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.split(sep).join('/')}`)
    .filter((name) => name.endsWith('.ts') && !/^src\/language\/[\w-]+\//.test(name));
}

function readFile(file: string, texts: Record<keyof SourceTexts, SourceText[]>): void {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2023, true);
  const found = (node: ts.Node, text: string): SourceText => {
    return { file, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, text };
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 't') {
      const text = found(node, templateOf(partsOf(node.template)));
      texts.said.push(text);
      if (!isInFunction(node)) texts.said_too_early.push(text);
      if (ts.isTemplateExpression(node.template))
        for (const span of node.template.templateSpans) visit(span.expression);
      return;
    }
    const literal = isExampleLine(node) || isBugMessage(node) ? undefined : literalText(node);
    if (literal !== undefined && /\p{L}{2,}( a)? \p{Ll}{2,}/u.test(literal)) texts.unsaid.push(found(node, literal));
    ts.forEachChild(node, visit);
  };
  visit(source);
}

function partsOf(template: ts.TemplateLiteral): string[] {
  return ts.isTemplateExpression(template)
    ? [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)]
    : [template.text];
}

function literalText(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node)) return ts.isImportDeclaration(node.parent) ? undefined : node.text;
  if (ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)) return partsOf(node).join('…');
  return undefined;
}

function isInFunction(node: ts.Node): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) if (ts.isFunctionLike(at)) return true;
  return false;
}

/** `throw new Error('…')`: only a bug of ours is told so. */
function isBugMessage(node: ts.Node): boolean {
  const made = node.parent;
  return made && ts.isNewExpression(made) && made.expression.getText() === 'Error' && ts.isThrowStatement(made.parent);
}

/** A command line beside what it does: `['qfpay codes 1108', t`…`]`. */
function isExampleLine(node: ts.Node): boolean {
  if (!node.parent || !ts.isArrayLiteralExpression(node.parent) || node.parent.elements[0] !== node) return false;
  const does = node.parent.elements[1];
  return does !== undefined && ts.isTaggedTemplateExpression(does);
}
