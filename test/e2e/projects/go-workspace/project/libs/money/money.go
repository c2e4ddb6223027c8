package money

func Cents(euros int) int { return euros * 100 }
