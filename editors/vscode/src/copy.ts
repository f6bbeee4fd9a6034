import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';

const asked = 'newsmark.asked';
const wanted = 'newsmark.wanted';

/** Files of a repository that nobody means as copy: they are checked on request, never offered. */
const notCopy = /^(readme|changelog|changes|contributing|license|licence|copying|notice|authors|security|code_of_conduct|requirements.*|cmakelists|robots|llms|humans)\b/i;

/**
 * Which documents are copy. A document opts in by its name (`.nm.md`, `.wire`), by `newsmark:` in
 * its front matter, or by a `newsmark.toml` in a folder above it. For everything else the
 * person is asked once a folder, and the answer is remembered.
 */
export class Copy {
  constructor(private readonly memory: vscode.Memento) {}

  isChecked(document: vscode.TextDocument): boolean {
    return (
      document.languageId === 'newsmark' ||
      document.languageId === 'toml' ||
      this.mode(document) === 'always' ||
      this.list(wanted).includes(folderOf(document)) ||
      saysSo(document) ||
      (document.uri.scheme === 'file' && hasConfiguration(document.uri.fsPath))
    );
  }

  /** Whether to offer checking now; true once a folder, and only for what may be copy. */
  takeOffer(document: vscode.TextDocument): boolean {
    const folder = folderOf(document);
    const mayBeCopy =
      document.uri.scheme === 'untitled' ? /["“„«]/.test(document.getText()) : !notCopy.test(basename(document.uri.path));
    if (this.mode(document) !== 'ask' || !mayBeCopy || this.isChecked(document) || this.list(asked).includes(folder)) {
      return false;
    }
    void this.remember(asked, folder);
    return true;
  }

  /** Checks the documents of this folder from now on, also in later sessions. */
  async check(document: vscode.TextDocument): Promise<void> {
    await this.remember(wanted, folderOf(document));
  }

  /** Takes back what was answered for the folder of this document. */
  async forget(document: vscode.TextDocument): Promise<void> {
    const others = this.list(wanted).filter((folder) => folder !== folderOf(document));
    await this.memory.update(wanted, others);
  }

  private mode(document: vscode.TextDocument): string {
    return vscode.workspace.getConfiguration('newsmark', document.uri).get('check', 'ask');
  }

  private list(key: string): string[] {
    return this.memory.get<string[]>(key, []);
  }

  private async remember(key: string, folder: string): Promise<void> {
    if (!this.list(key).includes(folder)) {
      await this.memory.update(key, [...this.list(key), folder]);
    }
  }
}

/** Documents without a file share one answer. */
function folderOf(document: vscode.TextDocument): string {
  const { uri } = document;
  return uri.scheme === 'file' ? uri.with({ path: dirname(uri.path) }).toString() : `${uri.scheme}:`;
}

/** `newsmark:` in the front matter. */
function saysSo(document: vscode.TextDocument): boolean {
  if (document.lineCount < 2 || document.lineAt(0).text.trimEnd() !== '---') return false;
  for (let line = 1; line < Math.min(document.lineCount, 200); line += 1) {
    const text = document.lineAt(line).text.trimEnd();
    if (text === '---' || text === '...') return false;
    if (text.startsWith('newsmark:')) return true;
  }
  return false;
}

function hasConfiguration(file: string): boolean {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'newsmark.toml'))) return true;
    if (folder === dirname(folder)) return false;
  }
}
