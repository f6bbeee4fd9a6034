import * as vscode from 'vscode';
import type { Server } from './server';

/** Newsmark's line in the language status menu (the braces at the right of the status bar). */
export class Status implements vscode.Disposable {
  private readonly item: vscode.LanguageStatusItem;
  private server: Server | undefined;
  private checked = true;

  constructor(selector: vscode.DocumentSelector) {
    this.item = vscode.languages.createLanguageStatusItem('newsmark', selector);
    this.item.name = 'Newsmark';
    this.starting();
  }

  starting(): void {
    this.show('Newsmark: starting', '', vscode.LanguageStatusSeverity.Information, true);
  }

  running(server: Server): void {
    this.server = server;
    this.draw();
  }

  /** Whether the document in front is checked. */
  checks(checked: boolean): void {
    this.checked = checked;
    if (this.server) this.draw();
  }

  private draw(): void {
    const detail = `${this.server?.version} (${this.server?.origin})`;
    if (this.checked) {
      this.show('Newsmark', detail, vscode.LanguageStatusSeverity.Information);
      this.item.command = { command: 'newsmark.restart', title: 'Restart' };
    } else {
      this.show('Newsmark: this file is not checked', detail, vscode.LanguageStatusSeverity.Information);
      this.item.command = { command: 'newsmark.check', title: 'Check this file' };
    }
  }

  stopped(why: string): void {
    this.server = undefined;
    this.show('Newsmark: not running', why, vscode.LanguageStatusSeverity.Error);
    this.item.command = { command: 'newsmark.showOutput', title: 'Show output' };
  }

  dispose(): void {
    this.item.dispose();
  }

  private show(text: string, detail: string, severity: vscode.LanguageStatusSeverity, busy = false): void {
    this.item.text = text;
    this.item.detail = detail;
    this.item.severity = severity;
    this.item.busy = busy;
  }
}
