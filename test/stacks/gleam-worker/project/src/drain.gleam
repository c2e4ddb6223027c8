pub fn main() {
  process.sleep_forever()
}
