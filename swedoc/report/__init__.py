"""The reviewer's page: the memo, its figures and the sum side by side.

    swedoc report memos/ -o granskning

`build` writes the folder, `view` turns a record into what the templates show, `draw` makes the
pictures of the pages, `reviews` keeps what people decided, `annotate` writes PDF copies with notes.
"""
