export default () => ({ dir: { input: 'content', output: 'www' } });
