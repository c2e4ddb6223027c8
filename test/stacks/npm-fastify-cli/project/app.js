module.exports = async (app) => app.get("/", () => "ok");
