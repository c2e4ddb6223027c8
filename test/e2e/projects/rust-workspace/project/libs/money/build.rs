use std::{env, fs, path::Path};

fn main() {
    let file = Path::new(&env::var_os("OUT_DIR").unwrap()).join("cents.rs");
    fs::write(file, "700").unwrap();
    println!("cargo::rerun-if-changed=build.rs");
}
