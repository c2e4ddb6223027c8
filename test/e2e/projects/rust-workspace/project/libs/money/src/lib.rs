pub const CENTS: u32 = include!(concat!(env!("OUT_DIR"), "/cents.rs"));

pub fn written() -> String {
    format!("{} cents", itoa::Buffer::new().format(CENTS))
}
