import * as vscode from 'vscode';

/** *Run Task: newsmark: lint*: checks each folder of the workspace, as a desk's build does. */
export class Tasks implements vscode.TaskProvider {
  constructor(private readonly program: () => string | undefined) {}

  provideTasks(): vscode.Task[] {
    return (vscode.workspace.workspaceFolders ?? []).flatMap((folder) => this.task({ type: 'newsmark', command: 'lint' }, folder) ?? []);
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const scope = typeof task.scope === 'object' ? task.scope : vscode.workspace.workspaceFolders?.[0];
    return scope && this.task(task.definition, scope);
  }

  private task(definition: vscode.TaskDefinition, folder: vscode.WorkspaceFolder): vscode.Task | undefined {
    const program = this.program();
    if (!program) return undefined;
    const args = ['lint', '--format', 'concise', ...((definition.args as string[] | undefined) ?? ['.'])];
    const run = new vscode.ProcessExecution(program, args, { cwd: folder.uri.fsPath });
    return new vscode.Task(definition, folder, 'lint', 'newsmark', run, '$newsmark');
  }
}
