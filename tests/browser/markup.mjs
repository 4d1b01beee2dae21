// A page's markup as a tree, by the parser that browsers' own is specified as.
import { parse } from 'parse5';

/** All elements of a page, in its order: name and attributes. */
export function elements(html) {
  const all = [];
  const walk = (node) => {
    if (node.tagName) {
      all.push({ name: node.tagName, attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])) });
    }
    for (const child of node.childNodes ?? []) walk(child);
    if (node.content) walk(node.content);
  };
  walk(parse(html));
  return all;
}

/** Where an element's attributes lead: what the page loads by itself, where a visitor may go, what he may send. */
export function addresses({ name, attributes }) {
  const loads = [];
  const [leads, sends] = [[], []];
  const resource = name === 'link' || !['a', 'area', 'form', 'button', 'input'].includes(name);
  for (const attribute of ['href', 'src', 'data', 'poster', 'background', 'xlink:href', 'cite', 'longdesc', 'manifest']) {
    if (attributes[attribute] !== undefined) (resource || attribute === 'src' ? loads : leads).push(attributes[attribute]);
  }
  for (const attribute of ['srcset', 'imagesrcset']) {
    loads.push(...(attributes[attribute] ?? '').split(',').map((part) => part.trim().split(/\s/)[0]).filter(Boolean));
  }
  for (const attribute of ['action', 'formaction', 'ping']) {
    if (attributes[attribute] !== undefined) sends.push(attributes[attribute]);
  }
  return { loads, leads, sends };
}
