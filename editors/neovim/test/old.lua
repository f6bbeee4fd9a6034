-- Neovim 0.10, which has no vim.lsp.enable: the plugin's own way in, and the message that
-- still older ones get. Run by run.sh.
local t = require('runner')
local h = require('helpers')

t.test('the plugin starts the server itself, and a deleted speaker is flagged', function()
  vim.g.newsmark = { init_options = { settle = 0 } }
  vim.fn.mkdir(h.work .. '/old/.git', 'p')
  local client = h.open(h.write('old/copy/lavrov.txt', h.story()))
  t.equal(client.config.root_dir, h.work .. '/old')
  t.equal(client.config.init_options, { settle = 0 })
  h.replace(3, 'Lavrov said', '')
  local found = t.wait('the finding', function()
    local found = h.found('quote/unattributed')
    return #found == 1 and found
  end)
  t.equal(h.marked(found[1]), vim.api.nvim_buf_get_lines(0, 2, 3, true)[1]:match('“.*”'))
end)

t.test('hover and outline answer', function()
  local client = h.open(h.write('old/lavrov.txt', h.story()))
  h.cursor_on(2, 'Lavrov')
  assert(h.request(client, 'textDocument/hover').contents.value:find('Lavrov', 1, true))
  assert(#h.request(client, 'textDocument/documentSymbol') > 0)
end)

t.test(':Newsmark restart gives a new server for the same buffer', function()
  local before = h.open(h.write('old/restart.txt', 'A story.\n'))
  vim.cmd.Newsmark('restart')
  t.wait('the new server', function()
    local now = vim.lsp.get_clients({ name = 'newsmark', bufnr = 0 })[1]
    return now and now.id ~= before.id and now.initialized
  end)
end)

t.test(':checkhealth newsmark finds the server', function()
  vim.cmd('silent checkhealth newsmark')
  local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n')
  assert(report:find('newsmark %d') and not report:find('ERROR'), report)
  vim.cmd.bwipeout()
end)

t.test('a still older Neovim gets one message and nothing else', function()
  local said, has, notify = {}, vim.fn.has, vim.notify
  vim.fn.has = function(what)
    return what:find('^nvim%-') and 0 or has(what)
  end
  vim.notify = function(message)
    said[#said + 1] = message
  end
  vim.api.nvim_del_user_command('Newsmark')
  vim.g.loaded_newsmark = nil
  vim.cmd.source(vim.env.NEWSMARK_PLUGIN .. '/plugin/newsmark.lua')
  vim.fn.has, vim.notify = has, notify
  t.equal(#said, 1, 'messages')
  assert(said[1]:find('needs Neovim 0.10', 1, true), said[1])
  t.equal(vim.fn.exists(':Newsmark'), 0)
end)

t.done()
