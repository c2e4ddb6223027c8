import envoy
import mist

pub fn main() {
  let port =
    envoy.get("PORT")
    |> result.try(int.parse)
    |> result.unwrap(8000)
  let assert Ok(_) =
    wisp_mist.handler(handle, secret)
    |> mist.new
    |> mist.bind("0.0.0.0")
    |> mist.port(port)
    |> mist.start
  process.sleep_forever()
}

fn handle(request) {
  case wisp.path_segments(request) {
    [] -> wisp.ok()
    ["healthz"] -> wisp.ok()
    _ -> wisp.not_found()
  }
}
