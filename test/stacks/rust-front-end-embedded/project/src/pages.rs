#[derive(rust_embed::Embed)]
#[folder = "frontend/dist/"]
pub struct Pages;
