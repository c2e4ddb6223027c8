module.exports = (name) => `Good day, ${name}`;
