" Annotations: [“We agree,”]{.quote by=lavrov}. Loaded alone for wire copy, and after Markdown's
" own syntax for .nm.md; hence no guard on b:current_syntax.
syntax match newsmarkAttributes /\]\@1<={[^{}]*}/ contains=newsmarkClass,newsmarkId,newsmarkKey,newsmarkString
syntax match newsmarkClass /\.\a[[:alnum:]_-]*/ contained
syntax match newsmarkId /#\a[[:alnum:]_-]*/ contained
syntax match newsmarkKey /\l[[:alnum:]-]*\ze=/ contained
syntax region newsmarkString start=/"/ skip=/\\./ end=/"/ oneline contained
syntax match newsmarkDirective /<!--\s\+newsmark-.\{-}-->/

highlight default link newsmarkAttributes Delimiter
highlight default link newsmarkClass Type
highlight default link newsmarkId Identifier
highlight default link newsmarkKey Keyword
highlight default link newsmarkString String
highlight default link newsmarkDirective SpecialComment

let b:current_syntax = 'newsmark'
