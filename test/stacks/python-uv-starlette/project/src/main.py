from routes import routes
from starlette.applications import Starlette

app = Starlette(routes=routes)
