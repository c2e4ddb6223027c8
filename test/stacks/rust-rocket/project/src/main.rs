use rocket::{get, launch, routes};
use rocket_dyn_templates::{Template, context};

#[get("/")]
fn index() -> Template {
    Template::render("index", context! {})
}

#[get("/healthz")]
fn healthz() -> &'static str {
    "ok"
}

#[launch]
fn rocket() -> _ {
    rocket::build().attach(Template::fairing()).mount("/", routes![index, healthz])
}
