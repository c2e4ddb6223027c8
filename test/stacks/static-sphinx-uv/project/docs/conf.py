project = "Ledger"
extensions = ["sphinx.ext.autodoc"]
html_theme = "alabaster"
