import os

from flask import Flask


def create_app():
    app = Flask(__name__, instance_relative_config=True)
    os.makedirs(app.instance_path, exist_ok=True)

    @app.route("/health")
    def health():
        return "ok"

    return app
