" For vim and nvim: keep no swap, backup, undo or history file of what is open, and run no mode line.
" Read once before one's own settings and once after them. Each line by itself: a vim may not know one.
silent! set noswapfile nobackup nowritebackup nomodeline
silent! set noundofile
silent! set viminfo=
silent! set viminfofile=NONE
silent! set shada=
silent! setlocal noswapfile noundofile nomodeline
silent! autocmd BufReadPre,BufNewFile * setlocal noswapfile noundofile nomodeline
