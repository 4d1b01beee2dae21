// Judges the specimens, which `node specimens.mjs` makes.
//
// One process and one browser for all of it; JUDGE=keyboard judges by the rules that name it. Where something is not there,
// tests are skipped and say why; BROWSER_TESTS=required makes that an error.
import { test } from 'node:test';
import { missing } from './specimens.mjs';

const skip = missing();
if (skip) {
  test('the specimens', { skip }, () => {});
} else {
  const { judge } = await import('./judge.mjs');
  judge();
}
