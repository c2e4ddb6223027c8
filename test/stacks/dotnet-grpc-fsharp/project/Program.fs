let builder = WebApplication.CreateBuilder()
builder.Services.AddGrpc() |> ignore
builder.Build().Run()
