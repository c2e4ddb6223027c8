/** Colours that a report may use; each gives its text back unchanged where there are none. */
export type Painter = Readonly<Record<'bold' | 'dim' | 'red' | 'yellow' | 'cyan' | 'green', (text: string) => string>>;

const same = (text: string) => text;

/** No colours. */
export const PLAIN: Painter = { bold: same, dim: same, red: same, yellow: same, cyan: same, green: same };
