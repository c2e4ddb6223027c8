package com.acme

object Main extends IOApp.Simple {
  val run = EmberServerBuilder.default[IO].withPort(port"8080").build.useForever
}
