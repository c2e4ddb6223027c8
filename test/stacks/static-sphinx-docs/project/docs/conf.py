project = 'Orders'
extensions = ['sphinx.ext.intersphinx']
html_theme = 'furo'
