// The workbench as a person sees it: what is underlined, what a hover shows, what lists say.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

const shots = process.env.NEWSMARK_SHOTS;

async function shot(page, name) {
  if (!shots) return;
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`) });
}

/** Runs a command by the palette. */
async function palette(page, title) {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input').first();
  await input.waitFor();
  await input.fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Opens a file of the folder by the explorer, or its tab when it is open already. */
async function openFile(page, name) {
  const tab = page.locator(`.tab[data-resource-name="${name}"]`);
  if ((await tab.count()) > 0) {
    await tab.first().click();
  } else {
    await page.keyboard.press('Control+Shift+E');
    await page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: name }).first().dblclick();
  }
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator('.editor-instance .view-line').first().click();
}

async function goToLine(page, place) {
  await page.keyboard.press('Control+g');
  const input = page.locator('.quick-input-widget input').first();
  await input.waitFor();
  await input.fill(`:${place}`);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

const squiggles = (page) => page.locator('.editor-instance .squiggly-warning');

/** A new document, and a quote that nobody says, typed key by key. */
export async function typeUnattributed(page, wait) {
  await palette(page, 'File: New Untitled Text File');
  await page.locator('.tab.active').filter({ hasText: 'Untitled' }).waitFor();
  await page.locator('.editor-instance .monaco-editor').first().click();
  await page.keyboard.type('"We will not go back to that table again."', { delay: 15 });
  await squiggles(page).first().waitFor({ timeout: wait });
}

export const tests = {
  async 'a quote that nobody says is underlined a moment after it is typed'({ page, wait }) {
    await typeUnattributed(page, wait);
    await shot(page, 'typed');
  },

  async 'and the line goes when a speaker is typed'({ page, wait }) {
    // The cursor is behind "ended."; the quote's own sentence gets its speaker.
    await page.keyboard.press('Control+a');
    await page.keyboard.type('"We will not go back to that table again," Lavrov said.', { delay: 5 });
    await squiggles(page).first().waitFor({ state: 'detached', timeout: wait });
  },

  async 'the story has no underline; deleting its speaker with the keyboard makes one'({ page, wait }) {
    await openFile(page, 'lavrov.txt');
    await page.waitForTimeout(1_500);
    assert.equal(await squiggles(page).count(), 0);
    await goToLine(page, 3);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    for (const _ of 'Lavrov said') await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Delete');
    await squiggles(page).first().waitFor({ timeout: wait });
    await shot(page, 'squiggle');
  },

  async 'Problems names the rule'({ page, wait }) {
    await palette(page, 'Problems: Focus on Problems View');
    const row = page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'quote/unattributed' });
    await row.first().waitFor({ timeout: wait });
    assert.equal(await row.count(), 1);
    await shot(page, 'problems');
  },

  async 'pointing at a name says who it is'({ page, wait }) {
    await openFile(page, 'lavrov.txt');
    await goToLine(page, '4:1');
    const end = Date.now() + wait;
    // A hover shown while the editor still paints vanishes again: point until it stays.
    for (;;) {
      await page.mouse.move(640, 500);
      await goToLine(page, '2:2');
      await palette(page, 'Show or Focus Hover');
      const hover = page.locator('.monaco-hover:visible').filter({ hasText: 'Sergei Lavrov' });
      const shown = await hover.first().waitFor({ timeout: 2_000 }).then(() => true, () => false);
      if (shown) break;
      assert(Date.now() < end, 'no hover with "Sergei Lavrov"');
      await page.keyboard.press('Escape');
    }
    await shot(page, 'hover');
    await page.keyboard.press('Escape');
  },

  async 'the outline lists the events'({ page, wait }) {
    await palette(page, 'Explorer: Focus on Outline View');
    // The list holds only the rows in sight: walk down it and note what passes.
    const seen = new Set();
    const wanted = ['press conference', 'G20 summit', 'took effect'];
    const missing = () => wanted.filter((event) => ![...seen].some((label) => label.includes(event)));
    const end = Date.now() + wait;
    await page.locator('.outline-pane .monaco-list-row').first().waitFor({ timeout: wait });
    for (let step = 0; missing().length > 0; step += 1) {
      assert(Date.now() < end, `not in the outline: ${missing()}; it has: ${[...seen].join(' | ')}`);
      for (const label of await page.locator('.outline-pane .monaco-list-row .label-name').allInnerTexts()) seen.add(label);
      await page.keyboard.press(step % 30 === 0 ? 'Home' : 'ArrowDown');
    }
    await shot(page, 'outline');
  },

  async 'Quotes lists them by speaker, those of nobody on top, and a click goes there'({ page, wait }) {
    await openFile(page, 'lavrov.txt');
    await palette(page, 'Newsmark: Focus on Quotes View');
    const rows = page.locator('.pane:has(.pane-header[aria-label*="Quotes"]) .monaco-list-row');
    await rows.filter({ hasText: 'No speaker named' }).first().waitFor({ timeout: wait });
    assert.match(await rows.first().getAttribute('aria-label'), /^Warning: no speaker named, 1 quote/);
    await rows.filter({ hasText: 'Sergei Lavrov' }).first().waitFor({ timeout: wait });
    await shot(page, 'quotes');
    await rows.nth(1).click();
    await page.locator('.statusbar-item[id="status.editor.selection"]', { hasText: 'Ln 3,' }).waitFor({ timeout: wait });
  },

  async 'Timeline lists the events in order of time'({ page, wait }) {
    await openFile(page, 'dated.txt');
    await palette(page, 'Newsmark: Focus on Timeline View');
    const rows = page.locator('.pane:has(.pane-header[aria-label*="Timeline"]) .monaco-list-row');
    await rows.filter({ hasText: 'treaty signed' }).first().waitFor({ timeout: wait });
    const said = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label')));
    assert.match(said[0], /^2017-05-04: treaty signed/);
    assert(said.some((row) => /^2017-06-03: .*summit.*planned/.test(row)), said.join('; '));
    assert.deepEqual(said, [...said].sort());
    await shot(page, 'lists');
  },

  async 'Entities lists who is named'({ page, wait }) {
    await openFile(page, 'lavrov.txt');
    await palette(page, 'Newsmark: Focus on Entities View');
    const rows = page.locator('.pane:has(.pane-header[aria-label*="Entities"]) .monaco-list-row');
    await rows.filter({ hasText: 'Sergei Lavrov' }).first().waitFor({ timeout: wait });
    assert.match(await rows.first().getAttribute('aria-label'), /^People, \d+/);
    await shot(page, 'entities');
  },

  async 'Show Timeline draws it'({ page, wait }) {
    await openFile(page, 'dated.txt');
    await palette(page, 'Newsmark: Show Timeline');
    const frame = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await frame.locator('svg text.name').first().waitFor({ timeout: wait });
    assert((await frame.locator('svg circle').count()) > 1);
    await shot(page, 'timeline');
    await page.locator('.tab').filter({ hasText: 'Timeline of' }).locator('.codicon-close').click();
  },

  async 'a quick fix removes the underline'({ page, wait }) {
    await openFile(page, 'story.md');
    await squiggles(page).first().waitFor({ timeout: wait });
    await goToLine(page, '3:5');
    const end = Date.now() + wait;
    const action = page.locator('.action-widget .monaco-list-row').filter({ hasText: 'Annotate as a quote by Maria Keller' });
    // A menu opened while the editor still paints closes again: ask until it stays.
    for (;;) {
      await page.keyboard.press('Control+.');
      if (await action.first().waitFor({ timeout: 2_000 }).then(() => true, () => false)) break;
      assert(Date.now() < end, 'no such quick fix');
      await page.keyboard.press('Escape');
    }
    await shot(page, 'fix');
    const focused = page.locator('.action-widget .monaco-list-row.focused').filter({ hasText: 'Annotate as a quote by Maria Keller' });
    for (let step = 0; step < 12 && (await focused.count()) === 0; step += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await squiggles(page).first().waitFor({ state: 'detached', timeout: wait });
  },

  async 'the status menu says which server runs'({ page, wait }) {
    await openFile(page, 'lavrov.txt');
    const item = page.locator('.statusbar-item[id="status.languageStatus"]');
    await item.waitFor({ timeout: wait });
    await item.hover();
    const text = page.locator('.hover-language-status').filter({ hasText: 'Newsmark' });
    await text.first().waitFor({ timeout: wait });
    assert.match(await text.first().innerText(), /bundled/);
    await shot(page, 'status');
    await page.mouse.move(640, 400);
  },

  async 'the restart command and the output'({ page, wait }) {
    await palette(page, 'Newsmark: Restart Server');
    await palette(page, 'Newsmark: Show Output');
    const lines = page.locator('.output-view .view-line, .part.panel .view-line');
    await lines.filter({ hasText: 'bundled' }).first().waitFor({ timeout: wait });
    await shot(page, 'output');
  },
};

/** With a server that does not work: the notice, and its button. */
export async function notice(page, wait) {
  await openFile(page, 'lavrov.txt');
  const toast = page.locator('.notification-toast').filter({ hasText: 'Newsmark cannot run its server' });
  await toast.first().waitFor({ timeout: wait });
  await shot(page, 'notice');
  await toast.locator('.monaco-button', { hasText: 'Set Server Path' }).click();
  await page.locator('.settings-editor').waitFor({ timeout: wait });
  await page.locator('.setting-item-label', { hasText: 'Path' }).first().waitFor({ timeout: wait });
}

/** A file that says nothing about itself: one offer, and only after a click the underline. */
export async function offer(page, wait) {
  await openFile(page, 'story.txt');
  const toast = page.locator('.notification-toast').filter({ hasText: 'Newsmark can check story.txt' });
  await toast.first().waitFor({ timeout: wait });
  await page.waitForTimeout(1_500);
  assert.equal(await squiggles(page).count(), 0, 'checked before anybody agreed');
  await shot(page, 'offer');
  await toast.locator('.monaco-button', { hasText: 'Check This File' }).click();
  await squiggles(page).first().waitFor({ timeout: wait });
  await goToLine(page, '1:5');
  await palette(page, 'Show or Focus Hover');
  await page.locator('.monaco-hover:visible').filter({ hasText: 'who said this?' }).first().waitFor({ timeout: wait });
  await shot(page, 'checked');
  await page.keyboard.press('Escape');
  // Its neighbour is checked with no further question.
  await openFile(page, 'second.txt');
  await squiggles(page).first().waitFor({ timeout: wait });
  assert.equal(await toast.count(), 0, 'asked a second time');
}
