fn main() {
    println!("{}", money::CENTS);
}
