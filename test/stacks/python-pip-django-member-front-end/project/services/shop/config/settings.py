import os

SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]
STATIC_URL = "static/"
STATIC_ROOT = "/app/static"
