import * as vscode from 'vscode';

/** One row of a tree. */
interface Row {
  label: string;
  description?: string;
  tooltip?: string;
  /** What a screen reader says. */
  spoken: string;
  icon: string;
  /** Colour of the icon; never the only sign of anything. */
  colour?: string;
  range?: vscode.Range;
  children?: Row[];
  open?: boolean;
}

interface Place {
  start: { line: number; character: number };
  end: { line: number; character: number };
}
interface Voice {
  speaker: string | null;
  quotes: { words: string; range: Place; why: string; doubtful: boolean }[];
}
interface Named {
  name: string;
  kind: 'person' | 'org' | 'place' | 'object';
  titles: string[];
  aliases: string[];
  id: string | null;
  quotes: number;
  mentions: Place[];
}
export interface Timeline {
  events: {
    name: string;
    when: string | null;
    words: string | null;
    where: string | null;
    who: string[];
    status: string;
    conflicts: string[];
    range: Place;
  }[];
  svg: string;
}

/** Asks the server; undefined where it has no answer. */
export type Ask = <T>(method: string, document: vscode.TextDocument) => Promise<T | undefined>;

const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;
const range = (p: Place) => new vscode.Range(p.start.line, p.start.character, p.end.line, p.end.character);
const lineOf = (p: Place) => `line ${p.start.line + 1}`;

function quoteRows(voices: Voice[]): Row[] {
  return voices.map(({ speaker, quotes }) => ({
    label: speaker ?? 'No speaker named',
    description: count(quotes.length, 'quote'),
    spoken: `${speaker ?? 'Warning: no speaker named'}, ${count(quotes.length, 'quote')}`,
    icon: speaker === null ? 'warning' : 'person',
    colour: speaker === null ? 'list.warningForeground' : undefined,
    open: true,
    children: quotes.map((quote) => ({
      label: quote.words,
      description: `${quote.doubtful ? 'doubtful, ' : ''}${lineOf(quote.range)}`,
      tooltip: quote.why,
      spoken: `${quote.words}, ${quote.doubtful ? 'speaker doubtful, ' : ''}${lineOf(quote.range)}`,
      icon: quote.doubtful ? 'question' : 'quote',
      range: range(quote.range),
    })),
  }));
}

const kinds = {
  person: ['People', 'person'],
  org: ['Organisations', 'organization'],
  place: ['Places', 'location'],
  object: ['Things', 'package'],
} as const;

function entityRows(named: Named[]): Row[] {
  return Object.entries(kinds).flatMap(([kind, [title, icon]]) => {
    const these = named.filter((one) => one.kind === kind);
    if (these.length === 0) return [];
    return [{
      label: title,
      description: String(these.length),
      spoken: `${title}, ${these.length}`,
      icon,
      open: true,
      children: these.map((one) => ({
        label: one.name,
        description: [one.titles[0], count(one.mentions.length, 'mention'), one.quotes && count(one.quotes, 'quote')]
          .filter(Boolean).join(' · '),
        tooltip: [...one.titles, one.aliases.length ? `also: ${one.aliases.join(', ')}` : '', one.id ? `listed as ${one.id}` : '']
          .filter(Boolean).join('\n'),
        spoken: `${one.name}, ${[...one.titles.slice(0, 1), count(one.mentions.length, 'mention'), count(one.quotes, 'quote')].join(', ')}`,
        icon,
        range: range(one.mentions[0]),
        children: one.mentions.length > 1
          ? one.mentions.map((mention) => ({
              label: lineOf(mention), spoken: `${one.name}, ${lineOf(mention)}`, icon: 'arrow-small-right', range: range(mention),
            }))
          : undefined,
      })),
    }];
  });
}

function timelineRows({ events }: Timeline): Row[] {
  return events.map((event) => {
    const notes = [
      event.status === 'held' ? '' : event.status,
      event.conflicts.length ? `also told for ${event.conflicts.join(', ')}` : '',
      event.when === null ? `date open${event.words ? `: ${event.words}` : ''}` : '',
    ].filter(Boolean);
    const facts = [event.name, event.where ?? '', ...notes].filter(Boolean);
    return {
      label: event.when?.replace('/', ' – ') ?? '?',
      description: facts.join(' · '),
      tooltip: event.who.join(', '),
      spoken: `${event.when ?? 'no date'}: ${facts.join(', ')}`,
      icon: event.conflicts.length ? 'warning' : event.when === null ? 'question' : event.status === 'held' ? 'circle-filled' : 'circle-outline',
      colour: event.conflicts.length ? 'list.warningForeground' : undefined,
      range: range(event.range),
    };
  });
}

/** A list of one document, drawn by VS Code. */
class Panel implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Row>;
  private rows: Row[] = [];
  private document: vscode.TextDocument | undefined;

  constructor(
    id: string,
    private readonly empty: string,
    private readonly read: (document: vscode.TextDocument) => Promise<Row[] | undefined>,
  ) {
    this.view = vscode.window.createTreeView(id, { treeDataProvider: this, showCollapseAll: true });
    this.view.onDidChangeVisibility(() => void this.show(this.document));
  }

  async show(document: vscode.TextDocument | undefined): Promise<void> {
    this.document = document;
    if (!this.view.visible) return;
    const rows = document && (await this.read(document));
    if (document !== this.document) return; // another document has come meanwhile
    this.rows = rows ?? [];
    this.view.message = rows === undefined ? 'Open an article that Newsmark checks.' : rows.length === 0 ? this.empty : undefined;
    this.changed.fire();
  }

  getChildren(row?: Row): Row[] {
    return row ? (row.children ?? []) : this.rows;
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(row.label, row.children ? (row.open ? Expanded : Collapsed) : None);
    item.description = row.description;
    item.tooltip = row.tooltip || undefined;
    item.accessibilityInformation = { label: row.spoken };
    item.iconPath = new vscode.ThemeIcon(row.icon, row.colour ? new vscode.ThemeColor(row.colour) : undefined);
    if (row.range && this.document) {
      item.command = { command: 'vscode.open', title: 'Go there', arguments: [this.document.uri, { selection: row.range }] };
    }
    return item;
  }

  dispose(): void {
    this.view.dispose();
    this.changed.dispose();
  }
}

/** The lists beside the text; they follow the document that was edited or looked at last. */
export class Panels implements vscode.Disposable {
  document: vscode.TextDocument | undefined;
  private readonly panels: Panel[];
  private readonly parts: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;

  constructor(ask: Ask, private readonly isChecked: (document: vscode.TextDocument) => boolean) {
    const list = <T>(method: string, rows: (answer: T) => Row[]) => async (document: vscode.TextDocument) => {
      const answer = await ask<T>(method, document);
      return answer ? rows(answer) : undefined;
    };
    this.panels = [
      new Panel('newsmark.quotes', 'Nobody is quoted.', list<Voice[]>('newsmark/quotes', quoteRows)),
      new Panel('newsmark.timeline', 'No events.', list<Timeline>('newsmark/timeline', timelineRows)),
      new Panel('newsmark.entities', 'Nobody is named.', list<Named[]>('newsmark/entities', entityRows)),
    ];
    this.parts = [
      ...this.panels,
      vscode.window.onDidChangeActiveTextEditor(() => this.refresh()),
      vscode.workspace.onDidChangeTextDocument((change) => {
        if (change.document === this.document) this.refresh(300);
      }),
    ];
    this.refresh();
  }

  /** Lists anew, after `wait` milliseconds without another call. */
  refresh(wait = 0): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const active = vscode.window.activeTextEditor?.document;
      if (active && vscode.languages.match(copySelector, active)) {
        this.document = this.isChecked(active) ? active : undefined;
      } else if (this.document?.isClosed) {
        this.document = undefined;
      }
      for (const panel of this.panels) void panel.show(this.document);
    }, wait);
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const part of this.parts) part.dispose();
  }
}

/** What may be copy. */
export const copySelector = ['markdown', 'plaintext', 'newsmark'].flatMap((language) =>
  ['file', 'untitled'].map((scheme) => ({ language, scheme })),
);
