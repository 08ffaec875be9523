/** An element of a page, in the order of their start tags; `text` is everything inside. */
export interface Element {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  text: string;
}

const empty = new Set(['meta', 'br', 'path', 'rect', 'circle', '!doctype']);

/**
 * Reads a page as strictly as XML is read: every tag closed, in order, every attribute quoted.
 * @throws Error where it is not so
 */
export function elementsOf(page: string): readonly Element[] {
  const found: Element[] = [];
  const open: Element[] = [];
  const tag =
    /<(\/?)([!a-z][a-z\d]*)((?:\s+[\w:-]+(?:="[^"<]*")?)*)\s*(\/?)>|<style>[^<]*|([^<]+)|(<)/gi;
  for (const [all, closing, name, attributes, self, text, stray] of page.matchAll(tag)) {
    if (stray) throw new Error(`stray < in the page: ${page.slice(page.indexOf(all), 60)}`);
    if (text !== undefined) for (const element of open) element.text += decoded(text);
    if (name === undefined) {
      if (all.startsWith('<style>')) open.push({ name: 'style', attributes: {}, text: '' });
      continue;
    }
    if (closing) {
      const last = open.pop();
      if (last?.name !== name) throw new Error(`</${name}> closes <${last?.name}>`);
      continue;
    }
    const element = {
      name: name.toLowerCase(),
      attributes: attributesOf(attributes ?? ''),
      text: '',
    };
    if (element.name !== '!doctype') found.push(element);
    if (!empty.has(element.name) && !self) open.push(element);
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name}> is never closed`);
  return found;
}

function attributesOf(text: string): { readonly [name: string]: string } {
  const pairs = text.matchAll(/([\w:-]+)(?:="([^"]*)")?/g);
  return Object.fromEntries([...pairs].map(([, name, value = '']) => [name, decoded(value)]));
}

function decoded(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
