-- Opens a story, notes the server's process id, and quits as a person does; run.sh then
-- looks whether that process has ended.
local t = require('runner')
local h = require('helpers')

h.open(h.write('quit/story.txt', h.story()))
local servers = vim.tbl_filter(function(pid)
  return vim.api.nvim_get_proc(pid).name:find('newsmark') or vim.api.nvim_get_proc(pid).name == 'node'
end, vim.api.nvim_get_proc_children(vim.fn.getpid()))
assert(#servers == 1, vim.inspect(servers))
h.write('server.pid', tostring(servers[1]))
vim.cmd('qall!')
