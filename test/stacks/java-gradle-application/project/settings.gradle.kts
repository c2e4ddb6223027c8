rootProject.name = "shop"
include("app", "list")
