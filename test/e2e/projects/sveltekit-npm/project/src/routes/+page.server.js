export function load() {
  return { recipe: 'Soup of the server' };
}
