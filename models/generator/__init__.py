"""Makes labelled Swedish administrative text for training: people, organisations and roles.

Words and sentences are data (`data/*.toml`, a grammar that refers to itself); what cannot be said as
a list (names that are composed, dates, figures) is code. Written without a look at swedoc's own
rules, so that the model is a second opinion and not an echo.
"""
