fn main() {
    println!("{}", money::written());
}
