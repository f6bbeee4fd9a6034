local M = {}

function M.check()
  local health = vim.health
  health.start('newsmark')

  local version = vim.version()
  local neovim = ('Neovim %d.%d.%d'):format(version.major, version.minor, version.patch)
  if vim.fn.has('nvim-0.11') == 1 then
    health.ok(neovim)
  else
    health.warn(neovim .. ' works, by a fallback; 0.11 or newer is better')
  end

  local config = require('newsmark').config()
  local program = type(config.cmd) == 'table' and config.cmd[1]
  if not program then
    health.ok('the server is started by a function of your configuration')
  elseif vim.fn.executable(program) == 0 then
    health.error(('no program "%s"'):format(program), {
      'install the server and see that its folder is on your PATH',
      "or name it: vim.lsp.config('newsmark', { cmd = { '/path/to/newsmark', 'lsp' } })",
    })
  else
    local answer = vim.trim(vim.fn.system({ program, '--version' }))
    if vim.v.shell_error == 0 then
      health.ok(('%s (%s)'):format(answer, vim.fn.exepath(program)))
    else
      health.error(('%s does not start: %s'):format(vim.fn.exepath(program), answer))
    end
  end

  local clients = vim.lsp.get_clients({ name = 'newsmark' })
  if #clients == 0 then
    health.info('no server is running: open a .txt or .md file, or run :Newsmark check in any buffer')
  end
  for _, client in ipairs(clients) do
    local files = vim.tbl_count(client.attached_buffers or {})
    health.ok(('a server runs for %d buffer(s), root %s'):format(files, client.config.root_dir or 'none'))
  end
end

return M
