def job() -> None:
    print("done")
