def main() -> None:
    print("mail")
