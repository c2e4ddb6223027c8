ThisBuild / scalaVersion := "2.13.18"

javacOptions ++= Seq("--release", "21")

lazy val money = project
lazy val api = project.dependsOn(money)
