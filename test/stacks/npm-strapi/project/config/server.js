module.exports = () => ({ host: "0.0.0.0" });
