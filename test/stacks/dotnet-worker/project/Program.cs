var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddHostedService<Mailer.Worker>();
builder.Build().Run();
