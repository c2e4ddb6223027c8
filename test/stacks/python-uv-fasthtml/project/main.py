from fasthtml.common import *

app, rt = fast_app()

serve()
