;;; emacs.el --- the Eglot block of editors/README.md, in a real Emacs  -*- lexical-binding: t -*-

;; Usage: PATH with `newsmark', NEWSMARK_README, NEWSMARK_STORY; emacs -Q --batch -l emacs.el

(require 'eglot)
(require 'flymake)
(require 'markdown-mode)

(defvar failed 0)
(defvar passed 0)
(defvar patience 15 "Seconds; only a failure waits this long.")

(defun until (what condition)
  "Wait until CONDITION gives something, and return that; WHAT names it."
  (let ((end (time-add nil patience)) result)
    (while (not (setq result (funcall condition)))
      (when (time-less-p end nil) (error "Waited in vain for %s" what))
      (accept-process-output nil 0.05))
    result))

(defmacro test (name &rest body)
  (declare (indent 1))
  `(condition-case why
       (progn ,@body (setq passed (1+ passed)) (message "ok      Emacs: %s" ,name))
     (error (setq failed (1+ failed)) (message "FAILED  Emacs: %s: %s" ,name (error-message-string why)))))

(with-temp-buffer
  (insert-file-contents (getenv "NEWSMARK_README"))
  (re-search-forward "^```elisp\n\\(\\(?:.*\n\\)*?\\)```$")
  (eval (read (concat "(progn " (match-string 1) ")")) t))

(defvar folder (file-name-as-directory (make-temp-file "newsmark-emacs-" t)))
(copy-file (getenv "NEWSMARK_STORY") (concat folder "story.txt"))
(setq eglot-sync-connect patience
      ;; In batch nobody is idle: changes are sent and shown without waiting for that.
      eglot-send-changes-idle-time 0 flymake-no-changes-timeout 0 project-find-functions nil)

(find-file (concat folder "story.txt"))

(test "Eglot starts the server for plain text"
  (apply #'eglot (append (eglot--guess-contact) '(nil)))
  (until "the server" #'eglot-current-server)
  (unless (memq 'text-mode (eglot--major-modes (eglot-current-server)))
    (error "It serves %S" (eglot--major-modes (eglot-current-server)))))

(test "the outline has the press conference"
  (let ((answer (jsonrpc-request (eglot-current-server) :textDocument/documentSymbol
                                 `(:textDocument ,(eglot--TextDocumentIdentifier)))))
    (unless (string-match-p "press conference" (format "%S" answer)) (error "It is %S" answer))))

(test "hover says who a name is"
  (goto-char (point-min))
  (forward-line 1)
  (search-forward "Lavr")
  (let ((answer (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams))))
    (unless (string-match-p "Sergei Lavrov" (format "%S" answer)) (error "It is %S" answer))))

(test "a deleted speaker is flagged, at exactly that quote"
  (goto-char (point-min))
  (forward-line 2)
  (search-forward "Lavrov said")
  (replace-match "")
  (eglot--signal-textDocument/didChange)
  ;; The story's own note about a title stands in line 2; the finding about the speaker is the warning in line 3.
  (let ((finding (until "the finding" (lambda ()
                   (flymake-start)
                   (seq-find (lambda (one) (> (line-number-at-pos (flymake-diagnostic-beg one)) 2)) (flymake-diagnostics))))))
    (let ((text (buffer-substring-no-properties (flymake-diagnostic-beg finding) (flymake-diagnostic-end finding))))
      (unless (and (string-prefix-p "“There is a desire" text) (string-suffix-p "agenda,”" text))
        (error "It marks %S" text)))))

(test "the server ends when asked to"
  (let ((process (jsonrpc--process (eglot-current-server))))
    (eglot-shutdown (eglot-current-server))
    (until "the end" (lambda () (not (process-live-p process))))))

(delete-directory folder t)
(message "emacs: %d passed, %d failed" passed failed)
(kill-emacs (if (zerop failed) 0 1))
