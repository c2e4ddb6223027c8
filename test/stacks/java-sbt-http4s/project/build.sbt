scalaVersion := "3.3.7"

enablePlugins(JavaAppPackaging)

libraryDependencies += "org.http4s" %% "http4s-ember-server" % "0.23.33"
