;; For emacs: keep no backup, auto-save, lock or history file of what is opened after this, and run nothing in it.
(setq make-backup-files nil
      auto-save-default nil
      auto-save-list-file-prefix nil
      create-lockfiles nil
      enable-local-variables nil
      enable-local-eval nil
      undo-tree-auto-save-history nil)
(dolist (mode '(recentf-mode savehist-mode save-place-mode desktop-save-mode))
  (when (fboundp mode) (funcall mode -1)))
