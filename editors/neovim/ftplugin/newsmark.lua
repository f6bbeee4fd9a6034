-- A paragraph of copy is one long line.
vim.wo.linebreak = true
vim.bo.commentstring = '<!-- %s -->'

-- Where tree-sitter colours Markdown (Neovim 0.12 does by itself), no syntax file is loaded;
-- ours colours the annotations on top of it.
if vim.b.ts_highlight then
  vim.bo.syntax = 'newsmark'
end

local undo = 'setlocal linebreak< commentstring<'
vim.b.undo_ftplugin = vim.b.undo_ftplugin and (vim.b.undo_ftplugin .. ' | ' .. undo) or undo
