from fastapi import FastAPI
from money import cents

app = FastAPI()


@app.get("/healthz")
def healthz() -> dict[str, str]:
    return {"price": cents(700)}
