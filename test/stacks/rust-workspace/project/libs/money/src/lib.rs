pub const CENTS: u32 = 700;
