const port: u16 = 8087;

pub fn main() !void {
    var server = try address.listen(.{});
    if (eql(path, "/healthz")) return ok();
}
