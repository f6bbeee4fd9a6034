-- The way in for Neovim 0.10, tried on a newer one by taking away what 0.10 lacks.
local t = require('runner')
local h = require('helpers')

t.test('without vim.lsp.enable the plugin starts the server itself', function()
  vim.lsp.enable('newsmark', false)
  vim.lsp.enable, vim.lsp.config = nil, nil
  vim.g.newsmark = { init_options = { settle = 0 } }
  vim.g.loaded_newsmark = nil
  vim.cmd.source(vim.env.NEWSMARK_PLUGIN .. '/plugin/newsmark.lua')
  vim.fn.mkdir(h.work .. '/old/.git', 'p')
  local client = h.open(h.write('old/copy/lavrov.txt', h.story()))
  t.equal(client.config.root_dir, h.work .. '/old')
  t.equal(client.config.init_options, { settle = 0 })
  h.replace(3, 'Lavrov said', '')
  t.wait('the finding', function()
    return #h.found('quote/unattributed') == 1
  end)
end)

t.test('an older Neovim gets one message and nothing else', function()
  local said, has = {}, vim.fn.has
  local notify = vim.notify
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
