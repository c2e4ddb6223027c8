plugins {
    id("buildlogic.java-application-conventions")
}

application {
    mainClass = "com.acme.App"
}
