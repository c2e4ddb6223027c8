def cents(amount: int) -> str:
    return f"{amount} cents"
