if vim.g.loaded_newsmark then
  return
end
vim.g.loaded_newsmark = true

if vim.fn.has('nvim-0.10') == 0 then
  vim.notify('Newsmark needs Neovim 0.10 or newer (0.11 is better); this one is older, so it stays off.', vim.log.levels.WARN)
  return
end

if vim.lsp.enable then
  vim.lsp.enable('newsmark')
else
  -- 0.10 has no vim.lsp.enable: the same configuration, started by hand.
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('newsmark', {}),
    callback = function(args)
      require('newsmark').start_if_ours(args.buf)
    end,
  })
end

vim.api.nvim_create_autocmd('BufWritePost', {
  group = vim.api.nvim_create_augroup('newsmark-missed', {}),
  callback = function(args)
    require('newsmark').start_if_missed(args.buf)
  end,
})

vim.api.nvim_create_user_command('Newsmark', function(args)
  require('newsmark').command(args.args)
end, {
  nargs = '?',
  desc = 'Newsmark: check this folder or stop, list findings, quotes and events, fix, restart the server, open its log',
  complete = function(typed)
    return require('newsmark').complete(typed)
  end,
})
