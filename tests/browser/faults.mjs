// How a judge says what is wrong: one line a fault, with the pages that have it, and no more lines than someone reads.
import assert from 'node:assert/strict';

const LINES = 40;
const PAGES = 4;

/** A fault on a page, or in a file. */
export const fault = (page, text) => ({ page, text });

/** Fails with what is wrong. Faults that differ in figures and quoted words only are one line, which quotes the first. */
export function none(faults) {
  if (faults.length === 0) return;
  const alike = Map.groupBy ? Map.groupBy(faults, kind) : grouped(faults);
  const lines = [...alike.values()].map((group) => {
    const pages = [...new Set(group.map(({ page }) => page))];
    const more = pages.length > PAGES ? ` and ${pages.length - PAGES} more` : '';
    return `${group[0].text}\n    ${pages.slice(0, PAGES).join('; ')}${more}`;
  });
  const rest = lines.length > LINES ? [`… and ${lines.length - LINES} more`] : [];
  assert.fail([`${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`, ...lines.slice(0, LINES), ...rest].join('\n  '));
}

const kind = ({ text }) => text.replace(/"[^"]*"|\d+/g, '');

function grouped(faults) {
  const groups = new Map();
  for (const fault of faults) groups.set(kind(fault), [...(groups.get(kind(fault)) ?? []), fault]);
  return groups;
}
