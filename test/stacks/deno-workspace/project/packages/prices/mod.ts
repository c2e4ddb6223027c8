export const price = () => '1.00';
