import * as vscode from 'vscode';

/** The drawn timeline of one document, beside it. */
export class Picture implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;

  show(name: string, svg: string): void {
    if (!this.panel) {
      this.panel = vscode.window.createWebviewPanel('newsmark.picture', '', vscode.ViewColumn.Beside, {});
      this.panel.onDidDispose(() => (this.panel = undefined));
    }
    this.panel.title = `Timeline of ${name}`;
    this.panel.webview.html = page(svg);
    this.panel.reveal(undefined, true);
  }

  dispose(): void {
    this.panel?.dispose();
  }
}

/** Nothing runs and nothing is loaded in this page; the picture takes the colours of the theme. */
function page(svg: string): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { padding: 0 }
body svg { max-width: 100%; height: auto; --ink: var(--vscode-editor-foreground); --soft: var(--vscode-descriptionForeground);
  --paper: var(--vscode-editor-background); --line: var(--vscode-editorIndentGuide-activeBackground1);
  --held: var(--vscode-charts-blue); --planned: var(--vscode-charts-purple); --off: var(--vscode-charts-orange);
  --open: var(--vscode-descriptionForeground); --bad: var(--vscode-errorForeground) }
</style></head><body>${svg}</body></html>`;
}
