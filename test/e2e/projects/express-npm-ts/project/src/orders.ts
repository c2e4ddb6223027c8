export interface Order {
  readonly id: string;
  readonly item: string;
  readonly quantity: number;
}

export const orders: ReadonlyMap<string, Order> = new Map([
  ['1', { id: '1', item: 'teapot', quantity: 2 }],
]);
