const Encore = require('@symfony/webpack-encore');
Encore.setOutputPath('public/build/').setPublicPath('/build').addEntry('app', './assets/app.js');
module.exports = Encore.getWebpackConfig();
