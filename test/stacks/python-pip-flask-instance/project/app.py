import os

from flask import Flask

app = Flask(__name__)
os.makedirs(app.instance_path, exist_ok=True)
