var app = WebApplication.CreateBuilder(args).Build();
app.UseStaticFiles();
app.MapFallbackToFile("index.html");
app.Run();
