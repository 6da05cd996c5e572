import type { Definition, Nodes, PhrasingContent, Root } from 'mdast';

/**
 * Markdown as a chat shows it: no marks of emphasis, links with their address in brackets, lists with dashes or numbers,
 * a blank line between paragraphs. Pictures and comments are left out.
 */
export function plainText(nodes: readonly Nodes[], root: Root): string {
  const definitions = new Map(
    root.children.flatMap((node) => (node.type === 'definition' ? [[node.identifier, node] as const] : [])),
  );
  return blocks(nodes, definitions).trim();
}

type Definitions = ReadonlyMap<string, Definition>;

function blocks(nodes: readonly Nodes[], definitions: Definitions): string {
  return nodes
    .map((node) => block(node, definitions))
    .filter((text) => text.trim() !== '')
    .join('\n\n');
}

function block(node: Nodes, definitions: Definitions): string {
  switch (node.type) {
    case 'list':
      return node.children
        .map((item, i) => {
          const mark = node.ordered ? `${(node.start ?? 1) + i}. ` : '- ';
          const text = item.children.map((child) => block(child, definitions)).join('\n');
          return mark + text.replace(/\n/g, '\n  ');
        })
        .join('\n');
    case 'blockquote':
      return blocks(node.children, definitions);
    case 'code':
      return node.value;
    case 'definition':
    case 'thematicBreak':
      return '';
    case 'html':
      return node.value.replace(/<!--[\s\S]*?-->/g, '').replace(/<[^>]*>/g, '');
    case 'heading':
    case 'paragraph':
      return inline(node.children, definitions).trim();
    default:
      return '';
  }
}

/** Phrases as one text, a line break where the writer forced one. */
export function inline(nodes: readonly PhrasingContent[], definitions: Definitions = new Map()): string {
  return nodes.map((node) => phrase(node, definitions)).join('');
}

function phrase(node: PhrasingContent, definitions: Definitions): string {
  switch (node.type) {
    case 'text':
      return node.value.replace(/\s*\n\s*/g, ' ');
    case 'inlineCode':
      return node.value;
    case 'break':
      return '\n';
    case 'link':
      return linked(inline(node.children, definitions), node.url);
    case 'linkReference':
      return linked(inline(node.children, definitions), definitions.get(node.identifier)?.url ?? '');
    case 'html':
      return /^<br\s*\/?>$/i.test(node.value) ? '\n' : '';
    case 'emphasis':
    case 'strong':
    case 'delete':
      return inline(node.children, definitions);
    default:
      return '';
  }
}

function linked(text: string, url: string): string {
  const address = url.replace(/^(?:mailto|tel):/, '');
  return address === '' || address === text ? text : `${text} (${address})`;
}
