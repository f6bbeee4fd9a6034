-- The plugin in a real Neovim with a real server. Run by run.sh.
local t = require('runner')
local h = require('helpers')
local test, equal, wait = t.test, t.equal, t.wait

test('files get their filetypes, and Markdown keeps its own', function()
  for name, filetype in pairs({
    ['a.nm.md'] = 'markdown.newsmark',
    ['a.wire'] = 'newsmark',
    ['a.md'] = 'markdown',
    ['a.txt'] = 'text',
  }) do
    vim.cmd.edit(h.write('types/' .. name, 'A story.\n'))
    equal(vim.bo.filetype, filetype, name)
  end
end)

test('attaches to every kind of article, and to nothing else', function()
  for _, name in ipairs({ 'kinds/a.txt', 'kinds/a.md', 'kinds/a.nm.md', 'kinds/a.wire' }) do
    h.open(h.write(name, 'WASHINGTON - A story.\n'))
  end
  vim.cmd.edit(h.write('kinds/a.lua', 'return 1\n'))
  vim.wait(300)
  equal(#vim.lsp.get_clients({ name = 'newsmark', bufnr = 0 }), 0, 'servers for a.lua')
end)

test('the root is the folder of newsmark.toml, even above a repository', function()
  h.write('desk/newsmark.toml', 'newsmark = 1\n')
  vim.fn.mkdir(h.work .. '/desk/repo/.git', 'p')
  local client = h.open(h.write('desk/repo/story.txt', 'A story.\n'))
  equal(client.config.root_dir, h.work .. '/desk')
end)

test('without newsmark.toml the root is the repository', function()
  vim.fn.mkdir(h.work .. '/repo/.git', 'p')
  local client = h.open(h.write('repo/copy/story.md', 'A story.\n'))
  equal(client.config.root_dir, h.work .. '/repo')
end)

test('a file with no root at all is served too', function()
  equal(h.open(h.write('alone/story.txt', 'A story.\n')).config.root_dir, nil)
end)

test('diagnostics stand at the right bytes, also after an emoji', function()
  local line = '🚢 Åbo näs. “We will not go back to that table again.” The talks ended.'
  h.open(h.write('bytes/emoji.txt', line .. '\n'))
  local found = wait('the finding', function()
    local found = h.found('quote/unattributed')
    return #found > 0 and found
  end)
  equal(#found, 1, 'findings')
  local from, to = line:find('“.*”')
  equal({ found[1].lnum, found[1].col, found[1].end_lnum, found[1].end_col }, { 0, from - 1, 0, to })
  vim.cmd.redraw()
  -- A quotation mark is three bytes and one column; Neovim underlines by extmark.
  local marks = vim.api.nvim_buf_get_extmarks(0, -1, 0, -1, { details = true, type = 'highlight' })
  local underlined = vim.tbl_filter(function(mark)
    return (mark[4].hl_group or ''):find('^DiagnosticUnderline')
  end, marks)
  equal(#underlined, 1, 'underlined ranges')
  equal({ underlined[1][3], underlined[1][4].end_col }, { from - 1, to }, 'the underlined range')
end)

test('hover says who a name is', function()
  local client = h.open(h.write('hover/lavrov.txt', h.story()))
  h.cursor_on(2, 'Lavrov')
  local hover = h.request(client, 'textDocument/hover')
  equal(hover.contents.kind, 'markdown')
  for _, wanted in ipairs({ 'Sergei Lavrov', 'Russian Foreign Minister' }) do
    assert(hover.contents.value:find(wanted, 1, true), ('no "%s" in %s'):format(wanted, hover.contents.value))
  end
end)

test('K shows the hover in a window', function()
  h.open(h.write('hover/lavrov.txt', h.story()))
  h.cursor_on(2, 'Lavrov')
  vim.lsp.buf.hover()
  local window = wait('a floating window', function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        return window
      end
    end
  end)
  local text = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true), '\n')
  assert(text:find('Lavrov', 1, true), text)
  vim.api.nvim_win_close(window, true)
end)

test('the outline is a tree with the events of the story', function()
  local client = h.open(h.write('outline/lavrov.txt', h.story()))
  local tree = h.request(client, 'textDocument/documentSymbol')
  local events, sections = {}, 0
  local function walk(symbols)
    for _, symbol in ipairs(symbols) do
      if symbol.kind == vim.lsp.protocol.SymbolKind.Event then
        events[#events + 1] = symbol.name .. ' ' .. (symbol.detail or '')
      elseif symbol.children and #symbol.children > 0 then
        sections = sections + 1
      end
      walk(symbol.children or {})
    end
  end
  walk(tree)
  local all = table.concat(events, '\n')
  for _, wanted in ipairs({ 'press conference', 'G20 summit', 'took effect' }) do
    assert(all:find(wanted, 1, true), ('no event "%s" in:\n%s'):format(wanted, all))
  end
  assert(sections > 0, 'no section holds an event: ' .. vim.inspect(tree))
end)

test('the bare story has no warning; a deleted speaker makes one, at exactly that quote', function()
  h.open(h.write('story/lavrov.txt', h.story()))
  vim.wait(1000)
  equal(
    vim.tbl_filter(function(diagnostic)
      return diagnostic.severity <= vim.diagnostic.severity.WARN
    end, h.found()),
    {},
    'warnings of the bare story'
  )

  local quote = vim.api.nvim_buf_get_lines(0, 2, 3, true)[1]:match('“.*”')
  local deleted = vim.uv.now()
  h.replace(3, 'Lavrov said', '')
  local found = wait('the finding', function()
    local found = h.found('quote/unattributed')
    return #found > 0 and found
  end)
  assert(vim.uv.now() - deleted >= 1000, 'the finding did not wait for the edit to settle')
  equal(#found, 1, 'findings')
  equal(h.marked(found[1]), quote)
  equal({ found[1].lnum, found[1].severity }, { 2, vim.diagnostic.severity.WARN })

  vim.cmd('silent undo')
  wait('the finding to go', function()
    return #h.found('quote/unattributed') == 0
  end)
end)

test(':Newsmark findings lists them in the location list', function()
  h.open(h.write('list/a.txt', '“We will not go back to that table again.”\n'))
  wait('the finding', function()
    return #h.found('quote/unattributed') > 0
  end)
  vim.cmd.Newsmark('findings')
  local list = vim.fn.getloclist(0, { title = 0, items = 0 })
  equal(list.title, 'Newsmark')
  equal(#list.items, #vim.fn.getloclist(0))
  assert(#list.items > 0)
  vim.cmd.lclose()
end)

test(':Newsmark quotes lists them by speaker, those of nobody first', function()
  local client = h.open(h.write('quotes/lavrov.txt', h.story()))
  h.replace(3, 'Lavrov said', '')
  vim.cmd.Newsmark('quotes')
  local list = vim.fn.getloclist(0, { title = 0, items = 0 })
  equal(list.title, 'Newsmark: quotes')
  assert(list.items[1].text:find('^no speaker named: '), list.items[1].text)
  equal({ list.items[1].lnum, list.items[1].type }, { 3, 'W' })
  assert(list.items[#list.items].text:find('^[^:]+: “'), list.items[#list.items].text)
  assert(not list.items[#list.items].text:find('no speaker named'), 'only quotes of nobody')
  equal(client.name, 'newsmark')
  vim.cmd.lclose()
end)

test(':Newsmark timeline lists the events in order of time, and goes there', function()
  h.open(h.write('timeline/a.txt', 'LISBON, May 10, 2017 — 🚢 The summit will be held in Oslo on June 3.\n\nEnvoys signed a treaty on May 4.\n'))
  vim.cmd.Newsmark('timeline')
  local items = vim.fn.getloclist(0)
  local days = vim.tbl_map(function(item)
    return item.text:match('^%S+')
  end, items)
  equal(days, { '2017-05-04', '2017-06-03' })
  equal({ items[1].lnum, items[2].lnum }, { 3, 1 })
  local line = vim.fn.getbufline(items[2].bufnr, 1)[1]
  assert(line:sub(items[2].col):find('^%w'), 'the column is not at a word: ' .. line:sub(items[2].col))
  vim.cmd.lclose()
end)

test(':Newsmark fix makes what is safe to make', function()
  h.open(h.write('fix/a.md', '“We built it in a year, and nobody believed us when we began to build it.\n\nNobody believes us now, and yet here we all are,” Maria Keller said.\n'))
  wait('the finding', function()
    return #h.found('quote/multi-paragraph') > 0
  end)
  vim.cmd.Newsmark('fix')
  wait('the fix', function()
    return vim.api.nvim_buf_get_lines(0, 2, 3, true)[1]:find('^“Nobody')
  end)
end)

test('a code action takes the finding away', function()
  local client = h.open(h.write('action/a.md', 'Mayor Maria Keller opened the bridge.\n\n“We built it in a year and nobody helped us.”\n'))
  local found = wait('the finding', function()
    local found = h.found('quote/unattributed')
    return #found > 0 and found
  end)
  h.cursor_on(3, 'built')
  local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
  params.context = { diagnostics = {}, triggerKind = 1 }
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 5000)
  local by = vim.tbl_filter(function(action)
    return action.title == 'Annotate as a quote by Maria Keller'
  end, answers[client.id].result)
  equal(#by, 1, 'actions; there are ' .. vim.inspect(answers[client.id].result))
  equal(h.marked(found[1]):sub(1, 3), '“')
  vim.lsp.util.apply_workspace_edit(by[1].edit, client.offset_encoding)
  wait('the finding to go', function()
    return #h.found('quote/unattributed') == 0
  end)
end)

test('rename reaches every file of the folder', function()
  h.write('rename/newsmark.toml', 'newsmark = 1\n')
  local other = h.write('rename/b.nm.md', '[“Not yet,”]{.quote by=keller} Keller said.\n')
  h.open(h.write('rename/a.nm.md', '[“We agree,”]{.quote by=keller} [Maria Keller]{.person #keller} said.\n'))
  h.cursor_on(1, 'keller')
  vim.lsp.buf.rename('mk')
  wait('the new id', function()
    local line = vim.api.nvim_buf_get_lines(0, 0, 1, true)[1]
    return line:find('by=mk}', 1, true) and line:find('#mk}', 1, true)
  end)
  local line = vim.fn.getbufline(vim.fn.bufadd(other), 1)[1]
  equal(line, '[“Not yet,”]{.quote by=mk} Keller said.')
end)

test('format puts annotations in order and leaves the copy', function()
  h.open(h.write('format/a.nm.md', '[“We agree,”]{by=keller   .quote} she said.\n'))
  vim.lsp.buf.format({ name = 'newsmark', timeout_ms = 5000 })
  equal(vim.api.nvim_buf_get_lines(0, 0, 1, true), { '[“We agree,”]{.quote by=keller} she said.' })
end)

test('the screen shows the hint who a pronoun is, and the colours of names', function()
  local path = h.write('screen/a.txt', 'Mayor Maria Keller opened the bridge.\n\n“It will last,” she said.\n')
  vim.cmd('silent only')
  h.open(path)
  vim.lsp.inlay_hint.enable(true, { bufnr = 0 })
  wait('the hint on the screen', function()
    vim.cmd('redraw!')
    local row = {}
    for column = 1, vim.o.columns do
      row[#row + 1] = vim.fn.screenstring(3, column)
    end
    return table.concat(row):find('she → Keller said', 1, true)
  end)
  wait('a semantic token on the name', function()
    local tokens = vim.lsp.semantic_tokens.get_at_pos(0, 0, 7) or {}
    return tokens[1] and tokens[1].type == 'class'
  end)
end)

test('an underline is drawn on the screen where the finding is', function()
  h.open(h.write('drawn/a.txt', '🚢 “We will not go back to that table again.” The talks ended.\n'))
  wait('the finding', function()
    return #h.found('quote/unattributed') > 0
  end)
  vim.cmd('redraw!')
  local plain, drawn = vim.fn.screenattr(1, vim.fn.screenpos(0, 1, 58).col), {}
  for cell = vim.fn.screenpos(0, 1, 1).col + 2, vim.o.columns do
    if vim.fn.screenattr(1, cell) ~= plain and vim.fn.screenstring(1, cell) ~= '' then
      drawn[#drawn + 1] = vim.fn.screenstring(1, cell)
    end
  end
  equal(table.concat(drawn), '“We will not go back to that table again.”', 'what is underlined')
end)

test(':Newsmark restart gives a new server for the same buffer', function()
  local before = h.open(h.write('restart/a.txt', 'A story.\n'))
  vim.cmd.Newsmark('restart')
  wait('the new server', function()
    local now = vim.lsp.get_clients({ name = 'newsmark', bufnr = 0 })[1]
    return now and now.id ~= before.id and now.initialized
  end)
end)

test(':Newsmark check serves a buffer of any filetype', function()
  vim.cmd.edit(h.write('check/story.tex', '“We will not go back to that table again.”\n'))
  equal(#vim.lsp.get_clients({ name = 'newsmark', bufnr = 0 }), 0, 'servers before')
  vim.cmd.Newsmark('check')
  h.client()
  wait('the finding', function()
    return #h.found('quote/unattributed') > 0
  end)
end)

--- Runs `body` with the usual setting of what is checked, and gives what was notified meanwhile.
local function asking(body)
  local said, notify = {}, vim.notify
  vim.g.newsmark_check, vim.notify = 'ask', function(message)
    said[#said + 1] = message
  end
  local ok, why = pcall(body, said)
  vim.g.newsmark_check, vim.notify = 'always', notify
  assert(ok, why)
end

local unsaid = '“We will not go back to that table again.”\n'

local function attached(path)
  vim.cmd.edit(path)
  vim.wait(300)
  return #vim.lsp.get_clients({ name = 'newsmark', bufnr = 0 })
end

test('a story.txt gets one offer, and :Newsmark check serves its folder from then on', function()
  asking(function(said)
    equal(attached(h.write('ask/story.txt', unsaid)), 0)
    equal(attached(h.write('ask/second.txt', unsaid)), 0)
    equal(#said, 1, 'offers')
    assert(said[1]:find('story.txt', 1, true) and said[1]:find(':Newsmark check', 1, true), said[1])
    vim.cmd.Newsmark('check')
    h.client()
    wait('the finding', function()
      return #h.found('quote/unattributed') > 0
    end)
    equal(attached(h.write('ask/story.txt', unsaid)), 1, 'servers of the neighbour')
    equal(attached(h.write('ask/third.txt', unsaid)), 1, 'servers of a file opened later')
    equal(attached(h.write('ask-not/story.txt', unsaid)), 0, 'servers in another folder')
    equal(attached(h.write('ask-readme/README.md', unsaid)), 0)
    equal(#said, 2, 'offers: none for a README')
  end)
end)

test(':Newsmark stop takes that back, and findings with it', function()
  asking(function()
    attached(h.write('back/story.txt', unsaid))
    vim.cmd.Newsmark('check')
    h.client()
    wait('the finding', function()
      return #h.found() > 0
    end)
    vim.cmd.Newsmark('stop')
    wait('the findings to go', function()
      return #h.found() == 0 and #vim.lsp.get_clients({ name = 'newsmark', bufnr = 0 }) == 0
    end)
    equal(attached(h.write('back/second.txt', unsaid)), 0)
  end)
end)

test('what opts in is checked without an offer: by name, front matter, or a newsmark.toml above', function()
  asking(function(said)
    h.write('opted/desk/newsmark.toml', 'newsmark = 1\n')
    equal(attached(h.write('opted/a.nm.md', unsaid)), 1)
    equal(attached(h.write('opted/a.wire', unsaid)), 1)
    equal(attached(h.write('opted/front.md', '---\nnewsmark: 1\n---\n\n' .. unsaid)), 1)
    equal(attached(h.write('opted/desk/deep/story.txt', unsaid)), 1)
    equal(said, {}, 'offers')
    equal(attached(h.write('typed/story.md', '---\ntitle: x\n---\n\n' .. unsaid)), 0)
    h.replace(2, 'title: x', 'newsmark: 1')
    vim.cmd('silent write')
    h.client()
  end)
end)

test(':Newsmark completes its subcommands', function()
  equal(vim.fn.getcompletion('Newsmark ', 'cmdline'), { 'check', 'findings', 'fix', 'log', 'quotes', 'restart', 'stop', 'timeline' })
end)

test('annotations are coloured on top of Markdown', function()
  vim.cmd.syntax('on')
  vim.cmd.edit(h.write('syntax/a.nm.md', '# Title\n\n[“We agree,”]{.quote by=lavrov} he said.\n'))
  local function group(line, word)
    h.cursor_on(line, word)
    local id = vim.fn.synID(line, vim.fn.col('.'), 1)
    return vim.fn.synIDattr(id, 'name')
  end
  equal(group(3, '.quote'), 'newsmarkClass')
  equal(group(3, 'by='), 'newsmarkKey')
  assert(vim.b.ts_highlight or group(1, 'Title'):find('^markdown'), group(1, 'Title'))
  equal(vim.bo.commentstring, '<!-- %s -->')
end)

test('no keys are mapped', function()
  for _, map in ipairs(vim.api.nvim_get_keymap('n')) do
    assert(not ((map.rhs or '') .. (map.desc or '')):lower():find('newsmark'), vim.inspect(map))
  end
end)

test(':checkhealth newsmark finds the server', function()
  vim.cmd('silent checkhealth newsmark')
  local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n')
  assert(report:find('newsmark %d'), report)
  assert(not report:find('ERROR'), report)
  vim.cmd.bwipeout()
end)

test(':help newsmark opens', function()
  -- Tags are written beside the page; a copy keeps the plugin's folder as it is.
  h.write('help/doc/newsmark.txt', vim.fn.readblob(vim.env.NEWSMARK_PLUGIN .. '/doc/newsmark.txt'))
  vim.cmd.helptags(h.work .. '/help/doc')
  vim.opt.runtimepath:append(h.work .. '/help')
  vim.cmd.help(':Newsmark')
  equal(vim.fs.basename(vim.api.nvim_buf_get_name(0)), 'newsmark.txt')
  vim.cmd.helpclose()
end)

test('a stopped server ends with code 0 and no signal', function()
  local exits = {}
  vim.lsp.config('newsmark', {
    on_exit = function(code, signal)
      exits[#exits + 1] = { code, signal }
    end,
  })
  local function ready()
    return vim.lsp.get_clients({ name = 'newsmark' })
  end
  local before = ready()
  vim.cmd.Newsmark('restart')
  wait('the restarted servers', function()
    -- Neovim does not stop a client that has not finished starting, so let all of them finish.
    local all = vim.lsp.get_clients({ name = 'newsmark', _uninitialized = true })
    return #ready() == #all and #all >= #before and all[1].config.on_exit
  end)
  vim.lsp.enable('newsmark', false)
  wait('all servers to end', function()
    return #vim.lsp.get_clients({ name = 'newsmark' }) == 0
  end)
  assert(#exits > 0, 'no exit seen')
  for _, exit in ipairs(exits) do
    equal(exit, { 0, 0 }, 'code and signal')
  end
end)

t.done()
