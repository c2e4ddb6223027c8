const path = require('node:path');

module.exports = {
  entry: './src/index.js',
  output: { path: path.resolve(__dirname, '../static/bundles'), filename: '[name]-[contenthash].js' },
};
