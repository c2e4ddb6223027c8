export const price = (amount: number) => `${amount.toFixed(2)} EUR`;
