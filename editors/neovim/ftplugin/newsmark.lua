-- A paragraph of copy is one long line.
vim.wo.linebreak = true
vim.bo.commentstring = '<!-- %s -->'

local undo = 'setlocal linebreak< commentstring<'
vim.b.undo_ftplugin = vim.b.undo_ftplugin and (vim.b.undo_ftplugin .. ' | ' .. undo) or undo
